// The wording rules: what ships and the unit's own, what is set aside with its reason, and each tried on a text.

import { PlusOutlined } from "@ant-design/icons";
import { Select } from "antd";
import { useMemo } from "react";
import type { WordingRule, WordingRuleRow } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { ListDetail } from "../../shared/ListDetail";
import { useMay } from "../../shared/me";
import { toneOfWeight } from "../../shared/proof/words";
import { StateTag } from "../../shared/StateTag";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { groups } from "./groups";
import { RuleForm } from "./RuleForm";
import "./wording.css";

/** An own rule's code is told apart by chance: nobody has to think of one. */
const newRule = (): WordingRule => ({
  id: `own.${Math.random().toString(36).slice(2, 10)}`, group: "other", words: [], message: "", severity: "warning", fix: [], stages: [], after: [], before: [], not_after: [], not_before: [], near: 6,
  source: "", effective: null, finds: [], passes: [],
});

export function WordingSettings() {
  const t = useText("wording");
  const may = useMay("edit");
  const [url, setUrl] = useUrlState({ group: "", rule: "" });
  const found = useRead("list_wording_rules", {});
  const rows = useMemo(() => found.data?.filter((row) => url.group === "" || (url.group === "own" ? row.origin !== "shipped" || row.disabled : row.rule.group === url.group)) ?? [], [found.data, url.group]);
  const chosen = found.data?.find((row) => row.rule.id === url.rule);
  const fresh = useMemo(() => (url.rule === "new" ? newRule() : null), [url.rule]);
  const close = () => setUrl({ rule: "" });
  const columns: Column<WordingRuleRow>[] = [
    { key: "group", title: t("group"), width: 100, value: ({ rule }) => rule.group, render: ({ rule }) => t(`groups.${rule.group}` as "groups.other", { defaultValue: rule.group }) },
    { key: "words", title: t("words"), width: 120, grow: 2, render: ({ rule }) => <span title={rule.words.join("、")}>{rule.words.join("、")}</span> },
    { key: "message", title: t("message"), width: 100, grow: 3, render: ({ rule }) => <span className="quiet" title={rule.message}>{rule.message.replaceAll("{words}", "…")}</span> },
    { key: "severity", title: t("severity"), width: 84, value: ({ rule }) => rule.severity, render: ({ rule }) => <StateTag tone={toneOfWeight[rule.severity]}>{t(`severities.${rule.severity}`)}</StateTag> },
    { key: "origin", title: t("origin"), width: 96, value: (row) => row.origin, render: (row) => (row.disabled ? <StateTag tone="quiet">{t("disabled")}</StateTag> : t(`origins.${row.origin}`)) },
  ];
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const list = (
    <>
      <p className="settings-note">{t("intro")}</p>
      <div className="settings-bar">
        <Select
          className="settings-pick"
          aria-label={t("group")}
          value={url.group}
          options={[{ value: "", label: found.data ? t("all", { n: found.data.length }) : t("every") }, { value: "own", label: t("own_only") }, ...groups.map((value) => ({ value: value as string, label: t(`groups.${value}`) }))]}
          onChange={(group) => setUrl({ group })}
        />
        {may && <Button className="settings-bar-end" type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ rule: "new" })}>{t("add")}</Button>}
      </div>
      <VirtualTable label={t("title")} rows={rows} rowKey={(row) => row.rule.id} columns={columns} chosen={url.rule} onChoose={(row) => setUrl({ rule: row.rule.id })} reset={url.group} />
    </>
  );
  const detail = fresh ? (
    <RuleForm key={fresh.id} rule={fresh} row={null} onSaved={(id) => setUrl({ rule: id })} onGone={close} />
  ) : chosen ? (
    <RuleForm key={`${chosen.rule.id} ${chosen.version}`} rule={chosen.rule} row={chosen} onSaved={(id) => setUrl({ rule: id })} onGone={close} />
  ) : null;
  return <ListDetail width={440} list={list} detail={detail} detailKey={url.rule} detailTitle={chosen ? chosen.rule.words.slice(0, 3).join("、") : t("add")} onClose={close} />;
}
