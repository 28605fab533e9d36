// The publish tab of an episode: its channels, each with texts, checks, time and kit.

import { Select } from "antd";
import { useState } from "react";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { StateOf } from "../../shared/StateTag";
import { useMay } from "../../shared/me";
import { useChannelName, usePlatforms } from "../../shared/platforms";
import { useRead, useWrite } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { Kit } from "./Kit";
import "./schedule.css";
import { Texts } from "./Texts";

export function PublishTab({ episodeId }: { episodeId: string }) {
  const t = useText("schedule");
  const platforms = usePlatforms();
  const [url, setUrl] = useUrlState({ slot: "" });
  const found = useRead("list_publications", { episode: episodeId }, { keep: false });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return null;
  const chosen = found.data.find((one) => one.id === url.slot) ?? found.data[0];
  const there = found.data.map((one) => one.channel.id);
  if (!chosen) return <EmptyState title={t("tab.empty_title")} text={t("tab.empty_text")} action={<AddChannels episode={episodeId} there={there} />} />;
  return (
    <div className="publish">
      <h2 className="sr-only">{t("kit.title")}</h2>
      <nav className="publish-list" aria-label={t("channel")}>
        <ul>
          {found.data.map((one) => (
            <li key={one.id}>
              <button type="button" className="publish-line" aria-pressed={one.id === chosen.id} onClick={() => setUrl({ slot: one.id })}>
                <strong>{platforms(one.channel.platform)}</strong>
                <span className="quiet">{one.channel.handle}</span>
                <StateOf kind="publication" value={one.state} />
                <span className="quiet">{one.local_time?.replace("T", " ") ?? t("slot.none")}</span>
              </button>
            </li>
          ))}
        </ul>
        <AddChannels episode={episodeId} there={there} />
      </nav>
      <div className="publish-of">
        <Texts key={`${chosen.id} ${chosen.version}`} publication={chosen} />
        <Kit key={chosen.id} publication={chosen.id} />
      </div>
    </div>
  );
}

function AddChannels({ episode, there }: { episode: string; there: readonly string[] }) {
  const t = useText("schedule");
  const may = useMay("publish");
  const channelName = useChannelName();
  const channels = useRead("list_channels", {});
  const [picked, setPicked] = useState<string[]>([]);
  const add = useWrite("prepare_publications", { onDone: () => setPicked([]) });
  const left = (channels.data ?? []).filter((one) => one.active && !there.includes(one.id));
  if (!may || left.length === 0) return null;
  return (
    <div className="publish-add">
      <Select
        mode="multiple"
        className="publish-pick"
        placeholder={t("tab.choose")}
        aria-label={t("tab.choose")}
        value={picked}
        options={left.map((one) => ({ value: one.id as string, label: channelName(one) }))}
        onChange={setPicked}
      />
      <Button type="primary" disabled={picked.length === 0} loading={add.isPending} onClick={() => add.mutate({ episode, channels: picked })}>{t("tab.add")}</Button>
      <Button disabled={add.isPending} onClick={() => add.mutate({ episode, channels: left.map((one) => one.id) })}>{t("tab.add_all")}</Button>
    </div>
  );
}
