// A long leave or a secondment: the counting policy may leave it out.

import { DatePicker, Form, Modal, Select } from "antd";
import dayjs from "dayjs";
import { useEffect, useState } from "react";
import type { AbsenceKind, PersonView } from "../../../generated/types";
import { ErrorNote } from "../../../shared/ErrorNote";
import { sayDone } from "../../../shared/say";
import { useWrite } from "../../../shared/studio";
import { dayOf } from "../../../shared/time";
import { useText } from "../../../text";

export function AbsenceDialog({ person, open, onClose }: { person: PersonView; open: boolean; onClose: () => void }) {
  const t = useText("people");
  const shared = useText("shared");
  const [kind, setKind] = useState<AbsenceKind>("leave");
  const [from, setFrom] = useState(dayOf(Date.now()));
  const [to, setTo] = useState<string | null>(null);
  const save = useWrite("save_absence", {
    onError: () => true,
    onDone: () => {
      sayDone(t("done"));
      onClose();
    },
  });
  const { reset } = save;
  useEffect(() => {
    if (open) reset();
  }, [open, reset]);
  return (
    <Modal
      open={open}
      title={`${person.name} · ${t("step.record_absence")}`}
      okText={shared("save")}
      cancelText={shared("cancel")}
      confirmLoading={save.isPending}
      onOk={() => save.mutate({ person: person.id, id: null, version: 0, kind, from, to })}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t("form.kind")} htmlFor="absence-kind">
          <Select id="absence-kind" value={kind} options={(["leave", "secondment"] as const).map((one) => ({ value: one, label: t(`absence.${one}`) }))} onChange={setKind} />
        </Form.Item>
        <div className="roster-pair">
          <Form.Item label={t("form.from")} htmlFor="absence-from">
            <DatePicker id="absence-from" className="roster-wide" allowClear={false} value={dayjs(from)} onChange={(day) => day && setFrom(day.format("YYYY-MM-DD"))} />
          </Form.Item>
          <Form.Item label={t("form.to")} htmlFor="absence-to">
            <DatePicker id="absence-to" className="roster-wide" placeholder={t("form.open_end")} value={to ? dayjs(to) : null} onChange={(day) => setTo(day ? day.format("YYYY-MM-DD") : null)} />
          </Form.Item>
        </div>
      </Form>
      {save.error && <ErrorNote error={save.error} />}
    </Modal>
  );
}
