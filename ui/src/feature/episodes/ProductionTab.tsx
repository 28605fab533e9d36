import { EmptyState } from "../../shared/EmptyState";
import { useText } from "../../text";

export function ProductionTab({ episodeId }: { episodeId: string }) {
  const t = useText("episodes");
  return <EmptyState title={t("title")} text={episodeId} />;
}
