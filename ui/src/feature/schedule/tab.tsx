import { EmptyState } from "../../shared/EmptyState";
import { useText } from "../../text";

export function PublishTab({ episodeId }: { episodeId: string }) {
  const t = useText("schedule");
  return <EmptyState title={t("title")} text={episodeId} />;
}
