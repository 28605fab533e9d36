import { EmptyState } from "../../shared/EmptyState";
import { useText } from "../../text";

export function ScriptTab({ episodeId }: { episodeId: string }) {
  const t = useText("scripts");
  return <EmptyState title={t("title")} text={episodeId} />;
}
