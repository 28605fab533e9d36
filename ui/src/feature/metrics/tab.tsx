import { EmptyState } from "../../shared/EmptyState";
import { useText } from "../../text";

export function MetricsTab({ episodeId }: { episodeId: string }) {
  const t = useText("metrics");
  return <EmptyState title={t("title")} text={episodeId} />;
}
