import { EmptyState } from "../../shared/EmptyState";
import { PageHead } from "../../shared/Page";
import { useText } from "../../text";

export function ReviewQueuePage() {
  const t = useText("review");
  return (
    <div className="page">
      <PageHead title={t("title")} />
      <EmptyState title={t("title")} />
    </div>
  );
}
export function ReviewPage() {
  const t = useText("review");
  return (
    <div className="page">
      <PageHead title={t("title")} />
      <EmptyState title={t("title")} />
    </div>
  );
}
