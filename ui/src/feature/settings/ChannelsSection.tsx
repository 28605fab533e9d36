// The unit's accounts on platforms, the chosen one beside the list.

import { PlusOutlined } from "@ant-design/icons";
import { useMemo } from "react";
import type { ChannelView } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { ListDetail } from "../../shared/ListDetail";
import { useMay } from "../../shared/me";
import { useChannelName, usePlatforms } from "../../shared/platforms";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { ChannelForm } from "./ChannelForm";

export function ChannelsSection() {
  const t = useText("settings");
  const may = useMay("administer");
  const platforms = usePlatforms();
  const channelName = useChannelName();
  const [url, setUrl] = useUrlState({ channel: "" });
  const channels = useRead("list_channels", {});
  const people = useRead("list_people", { on: null, with_left: true });
  const shown = useMemo<Column<ChannelView>[]>(
    () => [
      { key: "platform", title: t("channels.platform"), width: 140, value: (row) => platforms(row.platform), render: (row) => platforms(row.platform) },
      { key: "handle", title: t("channels.handle"), width: 150, grow: 2, value: (row) => row.handle, render: (row) => <span className={row.active ? undefined : "quiet"}>{row.handle}</span> },
      { key: "obligation", title: t("channels.obligation"), width: 120, render: (row) => t(`obligation.${row.obligation}`) },
      { key: "custodian", title: t("channels.custodian"), width: 100, grow: 1, render: (row) => people.data?.find((one) => one.id === row.custodian)?.name },
      { key: "active", title: t("channels.active"), width: 90, render: (row) => (row.active ? t("active") : t("inactive")) },
    ],
    [t, people.data, platforms],
  );
  const chosen = channels.data?.find((row) => row.id === url.channel);
  const add = may && <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ channel: "new" })}>{t("channels.add")}</Button>;
  if (channels.error) return <ErrorNote error={channels.error} retry={() => void channels.refetch()} />;
  return (
    <>
      <div className="settings-bar">
        <span className="quiet">{t("channels.never_password")}</span>
        <span className="settings-bar-end">{add}</span>
      </div>
      <div className="settings-list">
        <ListDetail
          list={
            <VirtualTable
              label={t("nav.channels")} rows={channels.data ?? []} rowKey={(row) => row.id} columns={shown} chosen={url.channel} onChoose={(row) => setUrl({ channel: row.id })}
              empty={channels.data && <EmptyState title={t("channels.empty_title")} text={t("channels.empty_text")} action={add} />}
            />
          }
          detail={chosen || url.channel === "new" ? <ChannelForm key={chosen?.id ?? "new"} channel={chosen ?? null} onSaved={(channel) => setUrl({ channel })} /> : null}
          detailKey={url.channel}
          detailTitle={chosen ? channelName(chosen) : t("channels.add")}
          onClose={() => setUrl({ channel: "" })}
        />
      </div>
    </>
  );
}
