import { EmptyState } from "../../shared/EmptyState";
import { PageHead } from "../../shared/Page";
import { useText } from "../../text";

export function ScriptPage() {
  const t = useText("scripts");
  return (
    <div className="page">
      <PageHead title={t("title")} />
      <EmptyState title={t("title")} />
    </div>
  );
}
