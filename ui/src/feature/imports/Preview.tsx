// What would come of the file, row by row: made, changed, known, doubtful with its reason, left out.

import { Segmented } from "antd";
import { useMemo, useState } from "react";
import type { ImportOutcome, ImportPreview, ImportRow } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { usePlatforms } from "../../shared/platforms";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { makesWords, useRemark } from "./words";

interface PreviewProps {
  preview: ImportPreview;
  running: boolean;
  onRun: () => void;
  onAgain: () => void;
}

type Shown = "look" | "all" | ImportOutcome;

const outcomes: readonly ImportOutcome[] = ["made", "changed", "doubtful", "left_out", "exists"];
/** Totals, notes and repeated headers have no name of their own and need no look. */
const needsLook = (row: ImportRow) => row.outcome === "doubtful" || (row.remarks.length > 0 && row.what !== "");

export function Preview({ preview, running, onRun, onAgain }: PreviewProps) {
  const t = useText("imports");
  const platforms = usePlatforms();
  const remark = useRemark();
  const looks = preview.rows.filter(needsLook).length;
  const [shown, setShown] = useState<Shown>(looks > 0 ? "look" : "all");
  const rows = useMemo(
    () => preview.rows.filter((row) => (shown === "all" ? true : shown === "look" ? needsLook(row) : row.outcome === shown)),
    [preview, shown],
  );
  const { counts } = preview;
  const nothing = counts.made + counts.changed === 0;
  const severalSheets = new Set(preview.rows.map((row) => row.sheet)).size > 1;

  const columns: Column<ImportRow>[] = [
    { key: "row", title: t("row"), width: severalSheets ? 140 : 70, value: (row) => row.row, render: (row) => (severalSheets ? `${row.sheet} ${row.row}` : row.row) },
    { key: "outcome", title: t("outcome"), width: 110, value: (row) => outcomes.indexOf(row.outcome), render: (row) => <Outcome outcome={row.outcome} /> },
    { key: "what", title: t("what"), width: 200, grow: 1, value: (row) => row.what, render: (row) => row.what || "—" },
    {
      key: "remarks",
      title: t("remarks"),
      width: 320,
      grow: 2,
      render: (row) => {
        const words = row.remarks.map(remark).join("；");
        return <span title={words}>{words}</span>;
      },
    },
  ];
  const choices: { value: Shown; label: string }[] = [
    { value: "look", label: t("show_look", { n: looks }) },
    ...outcomes.filter((outcome) => counts[outcome] > 0).map((outcome) => ({ value: outcome as Shown, label: `${t(`outcomes.${outcome}`)} ${counts[outcome]}` })),
    { value: "all", label: t("show_all", { n: preview.rows.length + preview.more }) },
  ];
  return (
    <>
      <section className="imports-sum" aria-label={t("sum")}>
        <h2>{preview.file_name}{preview.platform && <span className="quiet"> {platforms(preview.platform)}</span>}</h2>
        <p>{nothing ? t("makes_nothing") : t("makes", { what: makesWords(t, preview.makes) })}</p>
        {preview.new_names.length > 0 && <p className="quiet">{t("new_names", { names: preview.new_names.map((name) => platforms(name)).join("、") })}</p>}
        {preview.unknown_headings.length > 0 && <p className="quiet">{t("unknown_headings", { names: preview.unknown_headings.join("、") })}</p>}
        {preview.sheets_without_header.length > 0 && <p className="quiet">{t("sheets_without_header", { names: preview.sheets_without_header.join("、") })}</p>}
        <div className="imports-steps">
          <Button type="primary" loading={running} disabled={nothing} onClick={onRun}>
            {t("run", { n: counts.made + counts.changed })}
          </Button>
          <Button disabled={running} onClick={onAgain}>{t("other_file")}</Button>
          {counts.doubtful > 0 && <span className="quiet">{t("doubtful_stay", { n: counts.doubtful })}</span>}
        </div>
      </section>
      <div className="imports-filter"><Segmented aria-label={t("show")} value={shown} options={choices} onChange={setShown} /></div>
      <VirtualTable
        label={t("rows")}
        rows={rows}
        rowKey={(row) => `${row.sheet} ${row.row}`}
        columns={columns}
        reset={shown + preview.hash}
        empty={<EmptyState title={shown === "look" ? t("nothing_to_look_at") : t("no_rows")} />}
      />
      {preview.more > 0 && <p className="quiet">{t("more", { n: preview.more })}</p>}
    </>
  );
}

const marks: Record<ImportOutcome, string> = { made: "＋", changed: "～", exists: "＝", doubtful: "？", left_out: "－" };

function Outcome({ outcome }: { outcome: ImportOutcome }) {
  const t = useText("imports");
  return (
    <span className="imports-outcome" data-outcome={outcome}>
      <span aria-hidden="true">{marks[outcome]}</span> {t(`outcomes.${outcome}`)}
    </span>
  );
}
