import { EmptyState } from "../../shared/EmptyState";
import { PageHead } from "../../shared/Page";
import { useText } from "../../text";

export function TopicsPage() {
  const t = useText("topics");
  return (
    <div className="page">
      <PageHead title={t("title")} />
      <EmptyState title={t("title")} />
    </div>
  );
}
