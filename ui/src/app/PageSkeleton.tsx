import { Skeleton } from "../shared/Skeleton";
import { useText } from "../text";

/** Where a screen will be, while it comes. */
export function PageSkeleton() {
  const t = useText("shared");
  return <div className="page" role="status" aria-label={t("loading")}><Skeleton /></div>;
}
