// A new topic is one line and Enter. What was typed stays when it is refused.

import { PlusOutlined } from "@ant-design/icons";
import { Input, type InputRef } from "antd";
import { useEffect, useRef } from "react";
import { Button } from "../../shared/Button";
import { useKey } from "../../shared/keys";
import { sayDone } from "../../shared/say";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { NearWarning } from "./Near";

interface QuickAddProps {
  text: string;
  onText: (text: string) => void;
  column: string | null;
  /** For a publicity day: its day goes with the topic. */
  wanted: string | null;
  onAdded: (id: string) => void;
}

export function QuickAdd({ text, onText, column, wanted, onAdded }: QuickAddProps) {
  const t = useText("topics");
  const field = useRef<InputRef>(null);
  const propose = useWrite("propose_topic", {
    onDone: ({ row }) => {
      onText("");
      sayDone(t("add.done", { title: row.title }));
      onAdded(row.id);
      field.current?.focus();
    },
  });
  useKey("n", () => field.current?.focus());
  useEffect(() => {
    if (wanted !== null) field.current?.focus({ cursor: "end" });
  }, [wanted]);
  const submit = () => {
    if (text.trim() !== "" && !propose.isPending)
      propose.mutate({ title: text.trim(), source: wanted === null ? null : "publicity_day", column, wanted_day: wanted });
  };
  return (
    <div className="quick-add">
      <div className="quick-add-line">
        <Input
          ref={field}
          value={text}
          maxLength={60}
          placeholder={t("add.placeholder")}
          aria-label={t("add.placeholder")}
          prefix={<PlusOutlined aria-hidden="true" />}
          onChange={(event) => onText(event.target.value)}
          onPressEnter={(event) => !event.nativeEvent.isComposing && submit()}
        />
        <Button type="primary" disabled={text.trim() === ""} loading={propose.isPending} onClick={submit}>{t("add.button")}</Button>
      </div>
      <NearWarning title={text} />
    </div>
  );
}
