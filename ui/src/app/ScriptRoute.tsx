// The script editor. Comments, findings and the handing-in belong to other features; here they meet.

import { useParams } from "@tanstack/react-router";
import { CommentsAround, ShotComments, SubmitScript } from "../feature/review/script";
import { ScriptPage } from "../feature/scripts";
import type { ScriptSlots } from "../shared/scriptSlots";

const slots: ScriptSlots = { Around: CommentsAround, Margin: ShotComments, Submit: SubmitScript };

export function ScriptRoute() {
  const { id } = useParams({ from: "/episodes/$id/script" });
  return <ScriptPage key={id} episodeId={id} slots={slots} />;
}
