// One episode: the line of stages on top, below it the tabs that other features bring (the app hands them in).

import { MoreOutlined } from "@ant-design/icons";
import { Badge, Dropdown, Tabs } from "antd";
import { useState, type ComponentType } from "react";
import type { EpisodePageStep, EpisodeView } from "../../generated/operations";
import { Broken } from "../../shared/Broken";
import { Button } from "../../shared/Button";
import { ConfirmReason } from "../../shared/dialogs";
import { ErrorNote } from "../../shared/ErrorNote";
import { PageHead } from "../../shared/Page";
import { useRead, useWrite } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { EditEpisode } from "./EditEpisode";
import { NextStepLine, StageLine } from "./StageLine";
import "./episodes.css";
import { EpisodeState } from "./EpisodeState";

export const tabNames = ["script", "review", "production", "publish", "metrics", "credits", "history"] as const;
export type TabName = (typeof tabNames)[number];
export type EpisodeTabs = Record<TabName, ComponentType<{ episodeId: string }>>;

/** What stands behind a tab and waits for somebody. */
const waiting: Partial<Record<TabName, (view: EpisodeView) => number>> = {
  review: (view) => view.counts.open_comments,
  production: (view) => view.counts.open_tasks,
  credits: (view) => view.counts.unconfirmed_credits,
};

export function EpisodePage({ episodeId, tabs }: { episodeId: string; tabs: EpisodeTabs }) {
  const t = useText("episodes");
  const [url, setUrl] = useUrlState({ tab: "script" });
  const found = useRead("episode_view", { episode: episodeId }, { keep: false });
  const active = tabNames.find((name) => name === url.tab) ?? "script";
  const Tab = tabs[active];
  if (found.error && !found.data) return <div className="page"><ErrorNote error={found.error} retry={() => void found.refetch()} page /></div>;
  const view = found.data;
  const label = (name: TabName) => {
    const count = view ? (waiting[name]?.(view) ?? 0) : 0;
    return count > 0 ? <Badge count={count} size="small" offset={[8, -2]} color="var(--blue)">{t(`tabs.${name}`)}</Badge> : t(`tabs.${name}`);
  };
  return (
    <div className="page episode-page" data-coming={!view || undefined}>
      {view && <Head view={view} />}
      <Tabs activeKey={active} onChange={(tab) => setUrl({ tab })} items={tabNames.map((key) => ({ key, label: label(key) }))} />
      <Broken key={active}>
        <Tab episodeId={episodeId} />
      </Broken>
    </div>
  );
}

function Head({ view }: { view: EpisodeView }) {
  const t = useText("episodes");
  const terms = useText("terms");
  return (
    <PageHead
      title={<><span className="quiet episode-in">{view.column.name} {t("number", { n: view.number })}</span> {view.title}</>}
      sub={<EpisodeState episode={view} withdrawn={view.withdrawn_reason} />}
      actions={<Steps view={view} />}
    >
      <p className="episode-line">
        <span><span className="quiet">{t("field.owner")}</span> {view.owner?.name ?? t("no_owner")}</span>
        <span><span className="quiet">{t("field.format")}</span> {terms(`format.${view.format}`)}</span>
        {view.target_seconds !== null && <span><span className="quiet">{t("field.target")}</span> {t("target", { n: view.target_seconds })}</span>}
        {view.wanted_day && <span><span className="quiet">{t("field.wanted")}</span> <DayText value={view.wanted_day} near /></span>}
        {view.first_published_day && <span><span className="quiet">{t("field.published")}</span> <DayText value={view.first_published_day} style="iso" /></span>}
      </p>
      <StageLine view={view} />
      <NextStepLine view={view} />
    </PageHead>
  );
}

const moves = {
  revise_script: "revise_script", revise_cut: "revise_cut", shelve_episode: "shelve_episode", withdraw_episode: "withdraw_episode", resume_episode: "resume_episode",
} as const satisfies Partial<Record<EpisodePageStep, string>>;
type Move = keyof typeof moves;

function Steps({ view }: { view: EpisodeView }) {
  const t = useText("episodes");
  const [editing, setEditing] = useState(false);
  const [move, setMove] = useState<Move | null>(null);
  const open = (Object.keys(moves) as Move[]).filter((one) => view.steps.includes(one));
  return (
    <>
      {view.steps.includes("save_episode") && <Button onClick={() => setEditing(true)}>{t("edit.open")}</Button>}
      {open.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{ items: open.map((key) => ({ key, label: t(`move.${key}.open`), danger: key === "withdraw_episode" })), onClick: ({ key }) => setMove(key as Move) }}
        >
          <Button icon={<MoreOutlined />} aria-label={t("more")} />
        </Dropdown>
      )}
      {editing && <EditEpisode view={view} onClose={() => setEditing(false)} />}
      {move && <MoveDialog key={move} view={view} move={move} onClose={() => setMove(null)} />}
    </>
  );
}

function MoveDialog({ view, move, onClose }: { view: EpisodeView; move: Move; onClose: () => void }) {
  const t = useText("episodes");
  const write = useWrite(moves[move], { onDone: onClose, onError: () => true });
  return (
    <ConfirmReason
      open
      title={t(`move.${move}.open`)}
      text={t(`move.${move}.text`)}
      confirm={t(`move.${move}.open`)}
      danger={move !== "resume_episode"}
      busy={write.isPending}
      error={write.error ?? undefined}
      onConfirm={(reason) => write.mutate({ episode: view.id, version: view.version, reason })}
      onCancel={onClose}
    />
  );
}
