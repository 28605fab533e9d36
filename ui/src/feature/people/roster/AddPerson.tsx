// Somebody new on the roster: a name and where they work.

import { Form, Input, Modal } from "antd";
import { useEffect, useState } from "react";
import { ErrorNote } from "../../../shared/ErrorNote";
import { sayDone } from "../../../shared/say";
import { useWrite } from "../../../shared/studio";
import { dayOf } from "../../../shared/time";
import { useText } from "../../../text";
import { emptyEmployment, EmploymentFields, whole } from "./EmploymentFields";

export function AddPerson({ open, onClose, onAdded }: { open: boolean; onClose: () => void; onAdded: (id: string) => void }) {
  const t = useText("people");
  const shared = useText("shared");
  const [name, setName] = useState("");
  const [employment, setEmployment] = useState(() => emptyEmployment(dayOf(Date.now())));
  const [asked, setAsked] = useState(false);
  const save = useWrite("save_person", {
    onError: () => true,
    onDone: (person) => {
      sayDone(t("add.done", { name: person.name }));
      onAdded(person.id);
      onClose();
    },
  });
  const { reset } = save;
  useEffect(() => {
    if (!open) return;
    reset();
    setName("");
    setAsked(false);
  }, [open, reset]);
  const submit = () => {
    setAsked(true);
    const made = whole(employment);
    if (name.trim() !== "" && made) save.mutate({ id: null, version: 0, name: name.trim(), employment: made });
  };
  const missing = asked && name.trim() === "";
  return (
    <Modal open={open} title={t("add.title")} okText={t("add.submit")} cancelText={shared("cancel")} confirmLoading={save.isPending} onOk={submit} onCancel={onClose}>
      <Form layout="vertical">
        <Form.Item label={t("form.name")} required htmlFor="person-name" validateStatus={missing ? "error" : ""} help={missing ? shared("required") : undefined}>
          <Input id="person-name" autoFocus maxLength={60} value={name} onChange={(event) => setName(event.target.value)} onPressEnter={(event) => !event.nativeEvent.isComposing && submit()} />
        </Form.Item>
        <EmploymentFields value={employment} onChange={setEmployment} asked={asked} />
      </Form>
      {save.error && <ErrorNote error={save.error} />}
    </Modal>
  );
}
