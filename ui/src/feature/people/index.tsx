// People: who takes part, and the roster that participation is counted from.

import { Segmented } from "antd";
import { EmptyState } from "../../shared/EmptyState";
import { PageHead } from "../../shared/Page";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { Participation } from "./Participation";
import { Roster } from "./roster/Roster";

const tabs = ["participation", "roster"] as const;

export function PeoplePage() {
  const t = useText("people");
  const [url, setUrl] = useUrlState({ tab: "participation" });
  return (
    <div className="page people">
      <PageHead
        title={t("title")}
        actions={<Segmented aria-label={t("title")} value={url.tab} options={tabs.map((tab) => ({ value: tab as string, label: t(`tabs.${tab}`) }))} onChange={(tab) => setUrl({ tab })} />}
      />
      {url.tab === "roster" ? <Roster /> : <Participation />}
    </div>
  );
}

export function PersonPage() {
  const t = useText("people");
  return (
    <div className="page">
      <PageHead title={t("title")} />
      <EmptyState title={t("title")} />
    </div>
  );
}
