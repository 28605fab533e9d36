import { EmptyState } from "../../shared/EmptyState";
import { PageHead } from "../../shared/Page";
import { useText } from "../../text";

export function HomePage() {
  const t = useText("home");
  return (
    <div className="page">
      <PageHead title={t("title")} />
      <EmptyState title={t("title")} />
    </div>
  );
}
