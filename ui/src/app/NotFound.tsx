import { EmptyState } from "../shared/EmptyState";
import { Link } from "../shared/route";
import { useText } from "../text";

export function NotFound() {
  const t = useText("app");
  return <EmptyState title={t("not_found_title")} text={t("not_found_text")} action={<Link to="/">{t("go_home")}</Link>} />;
}
