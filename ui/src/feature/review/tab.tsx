import { EmptyState } from "../../shared/EmptyState";
import { useText } from "../../text";

export function ReviewTab({ episodeId }: { episodeId: string }) {
  const t = useText("review");
  return <EmptyState title={t("title")} text={episodeId} />;
}
