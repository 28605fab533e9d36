// What is declared at the gates: the use of AI, minors, the filing number.

import { Checkbox, Input, Radio } from "antd";
import { useState } from "react";
import type { AiUse, MinorsCheck, ProductionView } from "../../../generated/types";
import { Button } from "../../../shared/Button";
import { useWrite } from "../../../shared/studio";
import { DayText } from "../../../shared/time";
import { useText } from "../../../text";
import { Section } from "./Section";

const uses: AiUse[] = ["none", "assisted", "generated"];
const checks: MinorsCheck[] = ["unchecked", "absent", "present"];

export function Declare({ production }: { production: ProductionView }) {
  const t = useText("production");
  const [ai, setAi] = useState(production.ai_use);
  const [seen, setSeen] = useState(production.ai_label_seen);
  const [minors, setMinors] = useState(production.minors);
  const [filing, setFiling] = useState(production.filing_no);
  const may = production.steps.includes("declare");
  const save = useWrite("declare_production");
  const changed = ai !== production.ai_use || seen !== production.ai_label_seen || minors !== production.minors || filing !== production.filing_no;
  return (
    <Section
      title={t("declare.title")}
      tools={production.declared_by && <span className="quiet">{t("declare.by", { name: production.declared_by.name })} <DayText value={production.declared_at} withTime /></span>}
    >
      <fieldset className="declare" disabled={!may}>
        <legend>{t("declare.ai")}</legend>
        <Radio.Group value={ai} disabled={!may} onChange={({ target }) => setAi(target.value as AiUse)} options={uses.map((one) => ({ value: one, label: t(`declare.ai_use.${one}`) }))} vertical />
        {ai === "generated" && <Checkbox checked={seen} disabled={!may} onChange={({ target }) => setSeen(target.checked)}>{t("declare.label_seen")}</Checkbox>}
      </fieldset>
      <fieldset className="declare" disabled={!may}>
        <legend>{t("declare.minors")}</legend>
        <Radio.Group value={minors} disabled={!may} onChange={({ target }) => setMinors(target.value as MinorsCheck)} options={checks.map((one) => ({ value: one, label: t(`declare.minors_check.${one}`) }))} vertical />
        {minors === "present" && <p className="gates-hard" role="alert">{t("declare.minors_law")}</p>}
      </fieldset>
      <label className="declare-filing">
        {t("declare.filing")} {production.filing_required && <span className="quiet">{t("declare.filing_required")}</span>}
        <Input value={filing} maxLength={60} disabled={!may} onChange={(event) => setFiling(event.target.value)} />
      </label>
      {may && (
        <Button
          className="made-save"
          disabled={!changed}
          loading={save.isPending}
          onClick={() => save.mutate({ episode: production.episode, version: production.version, ai_use: ai, ai_label_seen: ai === "generated" && seen, minors, filing_no: filing })}
        >
          {t("declare.save")}
        </Button>
      )}
    </Section>
  );
}
