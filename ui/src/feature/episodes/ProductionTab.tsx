// Production of an episode: gates, final cut with its comments, tasks, releases, declarations, cover, master copy.

import { ErrorNote } from "../../shared/ErrorNote";
import { useRead } from "../../shared/studio";
import { CopyForm } from "./production/CopyForm";
import { CoverPicker } from "./production/CoverPicker";
import { Cut } from "./production/Cut";
import { Declare } from "./production/Declare";
import { Gates } from "./production/Gates";
import "./production/production.css";
import { Releases } from "./production/Releases";
import { Tasks } from "./production/Tasks";

export function ProductionTab({ episodeId }: { episodeId: string }) {
  const found = useRead("production_view", { episode: episodeId }, { keep: false });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const production = found.data;
  if (!production) return null;
  return (
    <div className="made">
      <Gates production={production} />
      <Cut production={production} />
      <div className="made-columns">
        <div>
          <Tasks production={production} />
          <Releases production={production} />
          <Declare key={production.declared_at ?? 0} production={production} />
        </div>
        <div>
          <CoverPicker key={`${production.cover_source?.sha256} ${production.focus_x} ${production.focus_y} ${production.cover_title}`} production={production} />
          <CopyForm key={`${production.copy.title} ${production.copy.description} ${production.copy.tags.join(" ")}`} production={production} />
        </div>
      </div>
    </div>
  );
}
