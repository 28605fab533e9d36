// Bringing what a unit has: roster, list of published works, figures of the platforms. A file is looked at first; row by
// row it is said what would come of it, and only that is run.

import { Alert, Segmented } from "antd";
import { useState } from "react";
import type { ImportKind, ImportResult, PreviewImport } from "../../generated/types";
import type { StoredFile, StudioError } from "../../host";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { FilePick } from "../../shared/FilePick";
import { useMay } from "../../shared/me";
import { PageHead } from "../../shared/Page";
import { Link } from "../../shared/route";
import { useRead, useWrite } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import "./imports.css";
import { Options } from "./Options";
import { Preview } from "./Preview";
import { Result } from "./Result";

const kinds: readonly ImportKind[] = ["roster", "episodes", "figures"];
/** What the server reads at most: 20 MB. */
const most = 20 << 20;
const accept = [".xlsx", ".xls", ".csv", ".tsv", ".txt"];

const ask = (kind: ImportKind, sha256: string): PreviewImport => ({ kind, sha256, unclear_as: null, since: null, taken_day: null });

export function ImportPage() {
  const t = useText("imports");
  const [url, setUrl] = useUrlState({ kind: "roster" });
  const kind = kinds.find((known) => known === url.kind) ?? "roster";
  return (
    <div className="page imports">
      <PageHead
        title={t("title")}
        sub={t(`about.${kind}`)}
        actions={
          <Segmented
            aria-label={t("kind")}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={(value) => setUrl({ kind: value })}
          />
        }
      />
      <ImportOf key={kind} kind={kind} onNext={(next) => setUrl({ kind: next })} />
    </div>
  );
}

function ImportOf({ kind, onNext }: { kind: ImportKind; onNext: (kind: ImportKind) => void }) {
  const t = useText("imports");
  const mayRoster = useMay("administer");
  const mayEdit = useMay("edit");
  const [asked, setAsked] = useState<PreviewImport | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const look = useRead("preview_import", asked ?? ask(kind, ""), { enabled: asked !== null && result === null, keep: false });
  const run = useWrite("run_import", {
    onDone: setResult,
    onError: (error) => {
      if (error.code !== "stale") return false;
      void look.refetch();
      return true;
    },
  });
  const again = () => {
    setAsked(null);
    setResult(null);
    run.reset();
  };

  /** Says of a file that cannot be read what is the matter with it. */
  const badFile = (error: StudioError) =>
    error.code === "bad_file" ? t(`bad.${String(error.params["reason"])}` as "bad.no_header", { defaultValue: t("bad.damaged"), what: String(error.params["detail"]) }) : undefined;

  if (kind === "roster" ? !mayRoster : !mayEdit) return <Alert type="info" showIcon title={t("not_yours")} />;
  if (result) return <Result kind={kind} result={result} onAgain={again} onNext={onNext} />;
  if (!asked) {
    return (
      <div className="imports-pick">
        <FilePick accept={accept} most={most} hint={t(`hint.${kind}`)} onStored={(file: StoredFile) => setAsked(ask(kind, file.sha256))} />
        <p className="quiet">{t("promise")}</p>
        {kind === "figures" && <p className="quiet">{t("platforms_hint")}</p>}
        {kind !== "roster" && <p><Link to="/import" search={{ kind: "roster" }}>{t("roster_first")}</Link></p>}
      </div>
    );
  }
  return (
    <div className="imports-look">
      <Options kind={kind} asked={asked} onChange={setAsked} />
      {look.error && (
        <>
          <ErrorNote error={look.error} text={badFile(look.error)} />
          <Button onClick={again}>{t("other_file")}</Button>
        </>
      )}
      {look.isLoading && <p role="status" className="quiet">{t("reading")}</p>}
      {run.error?.code === "stale" && <Alert type="warning" showIcon title={t("changed_meanwhile")} />}
      {look.data && (
        <Preview
          preview={look.data}
          running={run.isPending}
          onRun={() => look.data && run.mutate({ asked, preview: look.data.hash })}
          onAgain={again}
        />
      )}
    </div>
  );
}
