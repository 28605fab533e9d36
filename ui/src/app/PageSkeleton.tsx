import { Skeleton } from "antd";
import { useText } from "../text";

export function PageSkeleton() {
  const t = useText("shared");
  return (
    <div className="page" role="status" aria-label={t("loading")}>
      <Skeleton active={false} title paragraph={{ rows: 8 }} />
    </div>
  );
}
