// Stands where the review template is set until the app hands in its editor.

import { EmptyState } from "../../shared/EmptyState";
import { useText } from "../../text";

export function ReviewSection() {
  const t = useText("settings");
  return <EmptyState title={t("review.title")} text={t("review.text")} />;
}
