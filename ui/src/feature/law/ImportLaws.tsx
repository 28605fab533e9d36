// Bringing law texts in: files or a folder are stored, looked at row by row, and only what was shown is taken over.

import { Progress, Segmented, Spin } from "antd";
import { useMemo, useState } from "react";
import type { LawFile, LawImport, LawImportRow, LawOutcome } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useRead, useWrite } from "../../shared/studio";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { PickFiles } from "./PickFiles";
import { useStoring, type RefusedFile } from "./useStoring";

export function ImportLaws({ onDone }: { onDone: () => void }) {
  const t = useText("laws");
  const storing = useStoring();
  const [done, setDone] = useState<LawImport | null>(null);
  const files: LawFile[] = storing.files ?? [];
  const look = useRead("preview_laws", { files }, { enabled: files.length > 0 && done === null, keep: false });
  const preview = useMemo(() => (storing.files === null ? undefined : withRefused(files.length > 0 ? look.data : nothing, storing.refused)), [storing.files, storing.refused, files.length, look.data]);
  const run = useWrite("import_laws", {
    onDone: (made) => setDone(withRefused(made, storing.refused) ?? made),
    onError: (error) => {
      if (error.code !== "stale") return false;
      void look.refetch();
      return true;
    },
  });
  const again = () => {
    storing.reset();
    setDone(null);
    run.reset();
  };
  if (done) {
    return (
      <div className="laws-done" role="status">
        <h2>{t("import.done", { n: done.counts.new + done.counts.replaced })}</h2>
        <p>{countsWords(t, done)}</p>
        <p className="laws-acts"><Button type="primary" onClick={onDone}>{t("import.open_library")}</Button><Button onClick={again}>{t("import.more")}</Button></p>
      </div>
    );
  }
  if (storing.running) {
    return (
      <div className="laws-storing" role="status">
        <p>{t("import.storing", { n: storing.done, of: storing.total })}</p>
        <Progress percent={Math.round((100 * storing.done) / Math.max(storing.total, 1))} />
        <Button onClick={storing.cancel}>{t("import.cancel")}</Button>
      </div>
    );
  }
  if (storing.files === null) {
    return (
      <div className="laws-pick">
        <PickFiles onFiles={(picked) => void storing.start(picked)} />
        {storing.error && <ErrorNote error={storing.error} />}
      </div>
    );
  }
  return (
    <div className="laws-look">
      {storing.skipped > 0 && <p className="quiet">{t("import.skipped", { n: storing.skipped })}</p>}
      {look.error && <><ErrorNote error={look.error} /><Button onClick={again}>{t("import.other")}</Button></>}
      {look.isLoading && (
        <div className="laws-storing" role="status">
          <div><Spin size="small" /> {t("import.reading", { n: files.length })}</div>
          <Button onClick={again}>{t("import.cancel")}</Button>
        </div>
      )}
      {run.error?.code === "stale" && <p role="alert">{t("import.changed_meanwhile")}</p>}
      {preview && <Preview preview={preview} running={run.isPending} onRun={() => run.mutate({ files, preview: preview.hash })} onAgain={again} />}
    </div>
  );
}

const nothing: LawImport = { hash: "", counts: { new: 0, replaced: 0, same: 0, double: 0, refused: 0 }, rows: [] };

/** What was not even taken in stands with what was not understood. */
function withRefused(preview: LawImport | undefined, files: readonly RefusedFile[]): LawImport | undefined {
  if (!preview || files.length === 0) return preview;
  const rows = files.map(({ path, reason }): LawImportRow => ({ path, outcome: "refused", reason, title: "", adopted: null, effective: null, articles: 0, known: false }));
  return { ...preview, counts: { ...preview.counts, refused: preview.counts.refused + rows.length }, rows: [...rows, ...preview.rows] };
}

/** The end of a path: what is told apart stands there, not at its beginning. */
const tail = (path: string): string => path.split("/").slice(-2).join("/");

const outcomes: readonly LawOutcome[] = ["new", "replaced", "same", "double", "refused"];
const marks: Record<LawOutcome, string> = { new: "＋", replaced: "～", same: "＝", double: "＝", refused: "？" };

function countsWords(t: ReturnType<typeof useText<"laws">>, { counts }: LawImport): string {
  return outcomes.filter((one) => counts[one] > 0).map((one) => `${t(`outcome.${one}`)} ${counts[one]}`).join(" · ");
}

interface PreviewProps {
  preview: LawImport;
  running: boolean;
  onRun: () => void;
  onAgain: () => void;
}

function Preview({ preview, running, onRun, onAgain }: PreviewProps) {
  const t = useText("laws");
  const { counts } = preview;
  const takes = counts.new + counts.replaced;
  const [shown, setShown] = useState<LawOutcome | "all">(counts.refused > 0 ? "refused" : "all");
  const rows = useMemo(() => preview.rows.filter((row) => shown === "all" || row.outcome === shown), [preview, shown]);
  const columns: Column<LawImportRow>[] = [
    { key: "outcome", title: t("import.outcome"), width: 110, value: (row) => outcomes.indexOf(row.outcome), render: (row) => <span><span aria-hidden="true">{marks[row.outcome]}</span> {t(`outcome.${row.outcome}`)}</span> },
    { key: "title", title: t("law"), width: 200, grow: 2, value: (row) => row.title, render: (row) => row.title || "—" },
    { key: "effective", title: t("import.effective"), width: 110, value: (row) => row.effective, render: (row) => row.effective ?? (row.title ? t("no_day") : "—") },
    { key: "articles", title: t("import.articles"), width: 70, align: "end", value: (row) => row.articles, render: (row) => row.articles || "—" },
    {
      key: "remark", title: t("import.remark"), width: 220, grow: 2,
      render: (row) => {
        const words = row.reason
          ? t(`reason.${row.reason}` as "reason.no_articles", { defaultValue: t("reason.unreadable") })
          : row.known ? "" : t("import.unknown_law");
        return <span title={words}>{words}</span>;
      },
    },
    { key: "path", title: t("import.path"), width: 240, grow: 2, value: (row) => row.path, render: (row) => <span className="quiet" title={row.path}>{tail(row.path)}</span> },
  ];
  return (
    <>
      <section className="laws-sum" aria-label={t("import.sum")}>
        <p><strong>{takes > 0 ? t("import.takes", { n: takes }) : t("import.takes_nothing")}</strong></p>
        <div className="laws-acts">
          <Button type="primary" disabled={takes === 0} loading={running} onClick={onRun}>{t("import.run", { n: takes })}</Button>
          <Button disabled={running} onClick={onAgain}>{t("import.other")}</Button>
        </div>
        {running && <p role="status" className="quiet">{t("import.running")}</p>}
      </section>
      <Segmented
        aria-label={t("import.show")}
        value={shown}
        onChange={setShown}
        options={[...outcomes.filter((one) => counts[one] > 0).map((one) => ({ value: one as LawOutcome | "all", label: `${t(`outcome.${one}`)} ${counts[one]}` })), { value: "all" as const, label: t("import.all", { n: preview.rows.length }) }]}
      />
      <VirtualTable label={t("import.rows")} rows={rows} rowKey={(row) => `${row.path} ${row.title} ${row.effective}`} columns={columns} reset={shown} empty={<EmptyState title={t("import.nothing")} />} />
    </>
  );
}
