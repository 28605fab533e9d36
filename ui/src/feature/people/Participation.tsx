// The participation rate; see experience.md, 参与.

import { EmptyState } from "../../shared/EmptyState";
import { useText } from "../../text";

export function Participation() {
  const t = useText("people");
  return <EmptyState title={t("participation_soon")} />;
}
