// The script editor. Comments, findings and the handing-in belong to other features; here they meet.

import { useParams } from "@tanstack/react-router";
import { ScriptPage } from "../feature/scripts";
import type { ScriptSlots } from "../shared/scriptSlots";

const slots: ScriptSlots = {};

export function ScriptRoute() {
  const { id } = useParams({ from: "/episodes/$id/script" });
  return <ScriptPage key={id} episodeId={id} slots={slots} />;
}
