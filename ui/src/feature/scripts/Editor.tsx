// The editor: head, shots, foot. Holds the document and its saver for as long as the page is open.

import { RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { operations, type Script, type ScriptView } from "../../generated/operations";
import { StudioError, useHost } from "../../host";
import { Button } from "../../shared/Button";
import { keyLabel } from "../../shared/keys";
import { useMe } from "../../shared/me";
import { Link } from "../../shared/route";
import type { ScriptSlots } from "../../shared/scriptSlots";
import { StateOf } from "../../shared/StateTag";
import { refresh } from "../../shared/studio";
import { useText } from "../../text";
import { ClashBar } from "./ClashBar";
import { accessTo } from "./access";
import { ColumnChoice, useShownColumns } from "./ColumnChoice";
import { EditingContext, useCanRedo, useCanUndo, useEditing, type Editing } from "./editing";
import { ExportMenu } from "./ExportMenu";
import { Foot, SaveError } from "./Foot";
import { HeaderFold } from "./HeaderFold";
import { ImportDialog } from "./ImportDialog";
import { ScriptDocument } from "./model/document";
import { abandoned, keepFor, takeLeftBehind } from "./model/keep";
import { ScriptSaver, type LeftBehind } from "./model/saver";
import { ReviseButton } from "./ReviseButton";
import { ScriptGrid } from "./ScriptGrid";

interface EditorProps {
  view: ScriptView;
  slots: ScriptSlots;
  onView: (view: "compare" | "prompter") => void;
}

interface Known {
  version: number;
  script: Script;
}

/** Each person's documents of this session, so that undo reaches back over a look at another page; and what is known to
 * be stored of each. */
const documents = new Map<string, { document: ScriptDocument; known: () => Known }>();
const mostDocuments = 8;

/** The document of a script, and what is known to be stored of it: the page's answer may be older than the last save. */
function documentOf(view: ScriptView, person: string): { document: ScriptDocument; known: Known } {
  const before = documents.get(`${person} ${view.episode}`);
  const answered = { version: view.version, script: view.script };
  if (!before) return { document: new ScriptDocument(view.script), known: answered };
  const last = before.known();
  const known = last.version > view.version ? last : answered;
  before.document.activate(null);
  before.document.bring(last.script, known.script);
  return { document: before.document, known };
}

function remember(view: ScriptView, person: string, document: ScriptDocument, known: () => Known): void {
  const key = `${person} ${view.episode}`;
  documents.delete(key);
  documents.set(key, { document, known });
  const [oldest] = documents.keys();
  if (documents.size > mostDocuments && oldest !== undefined) documents.delete(oldest);
}

/** The document and its saver; words that were not stored last time come back and are stored now. */
function useDocumentOf(view: ScriptView): Pick<Editing, "document" | "saver"> {
  const host = useHost();
  const client = useQueryClient();
  const writes = view.steps.includes("save_script");
  const person = useMe().person.id;
  const [left] = useState<LeftBehind[]>(() => (writes ? takeLeftBehind(view.episode, person) : []));
  const made = useRef<{ document: ScriptDocument; saver: ScriptSaver | null } | null>(null);
  // Not useWrite: that would read everything again after each of a save's many answers, which carry what changed.
  const call: ScriptSaver["call"] = (input) =>
    host.call("save_script", input).catch((cause: unknown) => {
      // Asking who one is brings the sign-in over the page.
      if (StudioError.of(cause).code === "not_signed_in") void refresh(client, ["me"]);
      throw cause;
    });

  if (made.current === null || (writes && made.current.saver === null)) {
    const [last] = left;
    const { document, known } = last
      ? { document: new ScriptDocument(last.script), known: { version: last.version, script: last.base } }
      : documentOf(view, person);
    const start = { version: known.version, stored: known.script, at: view.updated_at, clashes: last?.clashes ?? [] };
    const saver = writes ? new ScriptSaver(document, call, view.episode, start, keepFor(view.episode, person)) : null;
    made.current = { document, saver };
    remember(view, person, document, () => saver?.known() ?? known);
  }
  const { document, saver } = made.current;

  useEffect(() => {
    // What other windows left behind is brought in beside what this one shows; of one that broke off it is known later.
    const store = (more: LeftBehind) => host.call("save_script", { episode: view.episode, version: more.version, script: more.script });
    const bring = (more: readonly LeftBehind[]) => {
      if (more.length > 0) void Promise.allSettled(more.map(store)).then(() => refresh(client, operations.save_script.subjects));
    };
    bring(left.slice(1));
    if (!writes) return;
    const timer = setTimeout(() => bring(takeLeftBehind(view.episode, person)), abandoned);
    return () => clearTimeout(timer);
  }, [host, client, left, writes, person, view.episode]);
  useEffect(() => {
    if (saver) saver.receive(view.version, view.script);
    else if (document.current() !== view.script) document.bring(document.current(), view.script);
  }, [document, saver, view.version, view.script]);
  useEffect(() => {
    if (!saver) return;
    saver.open();
    const leave = () => saver.keepNow(true);
    const hide = () => void (window.document.visibilityState === "hidden" && saver.flush());
    window.addEventListener("pagehide", leave);
    window.document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.document.removeEventListener("visibilitychange", hide);
      void saver.close().then(() => refresh(client, operations.save_script.subjects));
    };
  }, [saver, client]);
  return { document, saver };
}

export function Editor({ view, slots, onView }: EditorProps) {
  const t = useText("scripts");
  const { document, saver } = useDocumentOf(view);
  const [importing, setImporting] = useState(false);
  const [shown, setShown, reveal] = useShownColumns(document);
  const unfold = useRef(() => {});
  const editing = useMemo<Editing>(
    () => ({ episodeId: view.episode, document, saver, pace: view.pace, shown, reveal, slots, unfold }),
    [view.episode, view.pace, document, saver, shown, reveal, slots],
  );
  const access = useMemo(() => accessTo(document, saver !== null, () => unfold.current()), [document, saver]);
  const Around = slots.Around;
  const page = (
    <div className="script-page">
      <header className="script-head">
        <div className="script-head-name">
          <Link to="/episodes/$id" params={{ id: view.episode }} className="quiet">
            {t("episode", { column: view.column.name, n: view.number })}
          </Link>
          <h1>{view.title}</h1>
          <StateOf kind="content" value={view.content} />
        </div>
        <div className="page-actions no-print">
          {saver && <UndoButtons />}
          {!saver && <ReviseButton episodeId={view.episode} />}
          <ColumnChoice shown={shown} onChange={setShown} renumber={saver ? () => document.renumber() : null} />
          <Button disabled={view.next_revision === 1} title={view.next_revision === 1 ? t("compare.none") : undefined} onClick={() => onView("compare")}>{t("compare.open")}</Button>
          <Button onClick={() => onView("prompter")}>{t("prompter.open")}</Button>
          {saver && view.steps.includes("import_script") && <Button onClick={() => setImporting(true)}>{t("import.open")}</Button>}
          <ExportMenu episodeId={view.episode} revision={null} flush={saver ? () => saver.flush() : null} />
        </div>
      </header>
      <ClashBar />
      <SaveError />
      <div className="script-body">
        <HeaderFold />
        <ScriptGrid />
      </div>
      <Foot
        target={view.target_seconds}
        nextRevision={view.next_revision}
        maySubmit={saver !== null}
        updatedAt={view.updated_at}
      />
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </div>
  );
  return <EditingContext value={editing}>{Around ? <Around episodeId={view.episode} access={access}>{page}</Around> : page}</EditingContext>;
}

function UndoButtons() {
  const t = useText("scripts");
  const { document } = useEditing();
  const [undo, redo] = [useCanUndo(), useCanRedo()];
  return (
    <span className="script-undo">
      <Button type="text" icon={<UndoOutlined />} disabled={!undo} aria-label={t("undo")} title={`${t("undo")} ${keyLabel("mod+z")}`} onClick={() => document.undo()} />
      <Button type="text" icon={<RedoOutlined />} disabled={!redo} aria-label={t("redo")} title={`${t("redo")} ${keyLabel("mod+shift+z")}`} onClick={() => document.redo()} />
    </span>
  );
}
