// The next free slot of a channel; where there is none, why, and where that can be changed.

import type { Slot } from "../../generated/types";
import { useHost } from "../../host";
import { useMay } from "../../shared/me";
import { useChannelName } from "../../shared/platforms";
import { go } from "../../shared/route";
import { sayWarning } from "../../shared/say";
import { useText } from "../../text";

interface Wanted {
  publication: string;
  channel: { id: string; platform: string; handle: string } | undefined;
  after: number | null;
}

/** Null when there is none: that has been said then. What the server refuses is thrown. */
export function useFreeSlot(): (wanted: Wanted) => Promise<Slot | null> {
  const t = useText("schedule");
  const host = useHost();
  const may = useMay("administer");
  const channelName = useChannelName();
  return async ({ publication, channel, after }) => {
    const slot = await host.call("next_free_slot", { publication, after });
    if (slot) return slot;
    const [channels, unit] = await Promise.all([host.call("list_channels", {}), host.call("get_settings", {})]);
    const own = channels.find((one) => one.id === channel?.id)?.slots ?? [];
    const none = own.length === 0 && unit.settings.slots.length === 0;
    const words = t(none ? (may ? "free.no_times" : "free.no_times_ask") : "free.full", { channel: channelName(channel) });
    if (!may) sayWarning(words);
    else sayWarning(words, { name: t("free.go"), go: () => go({ to: "/settings/$section", params: { section: "channels" }, search: { channel: channel?.id ?? "" } }) });
    return null;
  };
}
