// A rule tried on a text, by itself, before it is saved.

import { Form, Input } from "antd";
import { useDeferredValue, useState } from "react";
import type { WordingRule } from "../../generated/operations";
import { Marked } from "../../shared/proof/Marked";
import { sentenceOf } from "../../shared/sentence";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";

export function TryRule({ rule }: { rule: WordingRule }) {
  const t = useText("wording");
  const [text, setText] = useState("");
  const asked = useDeferredValue(text);
  const said = useDeferredValue(JSON.stringify(rule));
  const found = useRead("try_wording_rule", { rule: JSON.parse(said) as WordingRule, text: asked }, { enabled: rule.words.length > 0 && asked.trim() !== "" });
  const answer = asked.trim() === "" ? undefined : found.data;
  return (
    <Form.Item label={t("try")} htmlFor="rule-try" className="rule-try">
      <Input.TextArea id="rule-try" disabled={false} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={5_000} value={text} placeholder={t("try_hint")} onChange={(event) => setText(event.target.value)} />
      {answer && (
        <div className="rule-tried" role="status">
          <p><Marked text={asked} checked={{ text: asked, findings: answer.findings }} /></p>
          <p className="quiet">{answer.findings.length > 0 ? t("tried", { n: answer.findings.length }) : t("tried_none")}</p>
          {answer.findings.map((finding) => (
            <p key={finding.span.utf16[0]}>{finding.message}{finding.fix !== null && <span className="quiet"> {t("tried_fix", { fix: finding.fix })}</span>}</p>
          ))}
          {answer.refusal && <p className="field-error">{sentenceOf(answer.refusal)}</p>}
        </div>
      )}
      {found.error && asked.trim() !== "" && <p className="field-error">{sentenceOf(found.error)}</p>}
    </Form.Item>
  );
}
