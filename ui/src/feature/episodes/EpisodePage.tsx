// One episode: the line of stages on top, below it the tabs that other features bring (the app hands them in).

import { Tabs } from "antd";
import { Suspense, type ComponentType } from "react";
import { PageHead } from "../../shared/Page";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";

export const tabNames = ["script", "review", "production", "publish", "metrics", "credits", "history"] as const;
export type TabName = (typeof tabNames)[number];
export type EpisodeTabs = Record<TabName, ComponentType<{ episodeId: string }>>;

export function EpisodePage({ episodeId, tabs }: { episodeId: string; tabs: EpisodeTabs }) {
  const t = useText("episodes");
  const [url, setUrl] = useUrlState({ tab: "script" });
  const active = tabNames.find((name) => name === url.tab) ?? "script";
  const Tab = tabs[active];
  return (
    <div className="page">
      <PageHead title={t("title")} />
      <Tabs activeKey={active} onChange={(tab) => setUrl({ tab })} items={tabNames.map((key) => ({ key, label: t(`tabs.${key}`) }))} />
      <Suspense fallback={null}>
        <Tab episodeId={episodeId} />
      </Suspense>
    </div>
  );
}
