import { EmptyState } from "../../shared/EmptyState";
import { useText } from "../../text";

export function CreditsTab({ episodeId }: { episodeId: string }) {
  const t = useText("people");
  return <EmptyState title={t("title")} text={episodeId} />;
}
