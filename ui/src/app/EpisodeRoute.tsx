// One episode's page. Its tabs belong to several features that do not know each other; here they meet.

import type { ComponentType } from "react";
import { EpisodePage, type EpisodeTabs } from "../feature/episodes/EpisodePage";
import { late } from "../shared/late";
import { useParam } from "../shared/route";

const tab = <N extends string>(load: () => Promise<Record<N, ComponentType<{ episodeId: string }>>>, name: N) =>
  late(async () => (await load())[name]);

const tabs: EpisodeTabs = {
  script: tab(() => import("../feature/scripts/tab"), "ScriptTab"),
  review: tab(() => import("../feature/review/tab"), "ReviewTab"),
  production: tab(() => import("../feature/episodes/ProductionTab"), "ProductionTab"),
  publish: tab(() => import("../feature/schedule/tab"), "PublishTab"),
  metrics: tab(() => import("../feature/metrics/tab"), "MetricsTab"),
  credits: tab(() => import("../feature/episodes/CreditsTab"), "CreditsTab"),
  history: tab(() => import("../feature/episodes/HistoryTab"), "HistoryTab"),
};

export function EpisodeRoute() {
  const id = useParam("id");
  return <EpisodePage key={id} episodeId={id} tabs={tabs} />;
}
