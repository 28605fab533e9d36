import { EmptyState } from "../../shared/EmptyState";
import { PageHead } from "../../shared/Page";
import { useText } from "../../text";
import { FirstSteps } from "./FirstSteps";

export function HomePage() {
  const t = useText("home");
  return (
    <div className="page">
      <PageHead title={t("title")} />
      <FirstSteps />
      <EmptyState title={t("title")} />
    </div>
  );
}
