// Employing again, moving to another department, ending, and correcting what was written wrong.

import { DatePicker, Form, Modal } from "antd";
import dayjs from "dayjs";
import { useEffect, useState } from "react";
import type { EmploymentView, PersonView } from "../../../generated/types";
import type { StudioError } from "../../../host";
import { Clash } from "../../../shared/dialogs";
import { ErrorNote } from "../../../shared/ErrorNote";
import { sayDone } from "../../../shared/say";
import { useRead, useWrite } from "../../../shared/studio";
import { dayOf } from "../../../shared/time";
import { useText } from "../../../text";
import { emptyEmployment, EmploymentFields, whole, type EmploymentDraft } from "./EmploymentFields";

export type EmploymentStep = { kind: "employ" } | { kind: "transfer" | "end" | "correct"; employment: EmploymentView };

const draftOf = ({ department, category, title, from, to }: EmploymentView): EmploymentDraft => ({ department, category, title, from, to });

export function EmploymentDialog({ person, step, onClose }: { person: PersonView; step: EmploymentStep | null; onClose: () => void }) {
  const t = useText("people");
  const shared = useText("shared");
  const today = dayOf(Date.now());
  const [draft, setDraft] = useState(() => emptyEmployment(today));
  const [lastDay, setLastDay] = useState(today);
  const [asked, setAsked] = useState(false);
  const [clash, setClash] = useState(false);
  const departments = useRead("list_departments", {}).data;
  // As it stands now; the step holds it as it stood when the dialog was opened.
  const now = step && "employment" in step ? person.employments.find((one) => one.id === step.employment.id) : undefined;
  const lines = ({ department, category, title, from, to }: EmploymentDraft) => [
    departments?.find((one) => one.id === department)?.name, t(`category.${category}`), title, `${from} – ${to ?? t("form.open_end")}`,
  ].filter(Boolean).join("\n");
  const done = {
    onError: (error: StudioError) => {
      setClash(error.code === "stale");
      return true as const;
    },
    onDone: () => {
      sayDone(t("done"));
      onClose();
    },
  };
  const save = useWrite("save_employment", done);
  const transfer = useWrite("transfer_person", done);
  const end = useWrite("end_employment", done);
  const writes = [save, transfer, end];
  useEffect(() => {
    if (!step) return;
    writes.forEach((write) => write.reset());
    setAsked(false);
    setClash(false);
    setLastDay(today);
    setDraft(
      step.kind === "employ" ? emptyEmployment(today)
        : step.kind === "transfer" ? { ...draftOf(step.employment), department: null, from: today, to: null }
          : draftOf(step.employment),
    );
    // Only when another step begins.
  }, [step]);

  const submit = (version = step && "employment" in step ? step.employment.version : 0) => {
    setAsked(true);
    if (!step) return;
    if (step.kind === "end") return end.mutate({ id: step.employment.id, version, last_day: lastDay });
    const made = whole(draft);
    if (!made) return;
    if (step.kind === "transfer") transfer.mutate({ id: step.employment.id, version, to: made });
    else if (step.kind === "correct") save.mutate({ person: person.id, id: step.employment.id, version, employment: made });
    else save.mutate({ person: person.id, id: null, version: 0, employment: made });
  };
  const kind = step?.kind ?? "employ";
  const error = writes.find((write) => write.error)?.error;
  return (
    <Modal
      open={step !== null}
      title={`${person.name} · ${kind === "correct" ? t("person.correct") : t(`step.${kind}`)}`}
      okText={shared("save")}
      cancelText={shared("cancel")}
      confirmLoading={writes.some((write) => write.isPending)}
      onOk={() => submit()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        {kind === "end" ? (
          <>
            <p className="confirm-text">{t("end_text", { name: person.name })}</p>
            <Form.Item label={t("form.last_day")} htmlFor="employment-last">
              <DatePicker id="employment-last" allowClear={false} value={dayjs(lastDay)} onChange={(day) => day && setLastDay(day.format("YYYY-MM-DD"))} />
            </Form.Item>
          </>
        ) : (
          <>
            {kind === "transfer" && <p className="confirm-text">{t("transfer_text")}</p>}
            <EmploymentFields value={draft} onChange={setDraft} asked={asked} withEnd={kind === "correct"} />
          </>
        )}
      </Form>
      {error && !(clash && now) && <ErrorNote error={error} />}
      {now && (
        <Clash
          open={clash}
          mine={kind === "end" ? `${t("form.last_day")} ${lastDay}` : lines(draft)}
          theirs={lines(draftOf(now))}
          onMine={() => {
            setClash(false);
            submit(now.version);
          }}
          onTheirs={onClose}
          onCancel={() => setClash(false)}
        />
      )}
    </Modal>
  );
}
