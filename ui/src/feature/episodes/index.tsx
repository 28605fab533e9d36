import { EmptyState } from "../../shared/EmptyState";
import { PageHead } from "../../shared/Page";
import { useText } from "../../text";

export function EpisodesPage() {
  const t = useText("episodes");
  return (
    <div className="page">
      <PageHead title={t("title")} />
      <EmptyState title={t("title")} />
    </div>
  );
}
