// The script of an episode: writing it, comparing its revisions, reading it aloud. The address says which.

import { ErrorNote } from "../../shared/ErrorNote";
import { late } from "../../shared/late";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import type { ScriptSlots } from "../../shared/scriptSlots";
import { Editor } from "./Editor";
import "./scripts.css";

const Compare = late(async () => (await import("./Compare")).Compare);
const Prompter = late(async () => (await import("./Prompter")).Prompter);

export function ScriptPage({ episodeId, slots = {} }: { episodeId: string; slots?: ScriptSlots }) {
  const [url, setUrl] = useUrlState({ view: "edit", old: "", new: "", revision: "" });
  const script = useRead("script_view", { episode: episodeId }, { keep: false });

  if (script.error && !script.data) return <div className="page"><ErrorNote error={script.error} retry={() => void script.refetch()} page /></div>;
  if (!script.data) return null;
  if (url.view === "compare") {
    return (
      <Compare view={script.data} old={url.old} fresh={url.new} onChoose={(old, fresh) => setUrl({ old, new: fresh }, { replace: true })} onClose={() => setUrl({ view: "edit", old: "", new: "" })} />
    );
  }
  return (
    <>
      <Editor view={script.data} slots={slots} onView={(view) => setUrl({ view })} />
      {url.view === "prompter" && <Prompter view={script.data} onClose={() => setUrl({ view: "edit" })} />}
    </>
  );
}
