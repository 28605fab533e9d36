// The script of an episode: writing it, comparing its revisions, reading it aloud. The address says which.

import { lazy, Suspense } from "react";
import { ErrorNote } from "../../shared/ErrorNote";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import type { ScriptSlots } from "../../shared/scriptSlots";
import { Editor } from "./Editor";
import "./scripts.css";

const Compare = lazy(() => import("./Compare").then((m) => ({ default: m.Compare })));
const Prompter = lazy(() => import("./Prompter").then((m) => ({ default: m.Prompter })));

export function ScriptPage({ episodeId, slots = {} }: { episodeId: string; slots?: ScriptSlots }) {
  const [url, setUrl] = useUrlState({ view: "edit", old: "", new: "", revision: "" });
  const script = useRead("script_view", { episode: episodeId }, { keep: false });

  if (script.error && !script.data) return <div className="page"><ErrorNote error={script.error} retry={() => void script.refetch()} page /></div>;
  if (!script.data) return null;
  if (url.view === "compare") {
    return (
      <Suspense fallback={null}>
        <Compare view={script.data} old={url.old} fresh={url.new} onChoose={(old, fresh) => setUrl({ old, new: fresh }, { replace: true })} onClose={() => setUrl({ view: "edit", old: "", new: "" })} />
      </Suspense>
    );
  }
  return (
    <>
      <Editor view={script.data} slots={slots} onView={(view) => setUrl({ view })} />
      {url.view === "prompter" && (
        <Suspense fallback={null}>
          <Prompter view={script.data} onClose={() => setUrl({ view: "edit" })} />
        </Suspense>
      )}
    </>
  );
}
