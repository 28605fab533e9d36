// What people call a platform; its own word where nothing is known. One name for each, wherever it is said.

import { useCallback } from "react";
import { useText } from "../text";

export function usePlatforms(): (platform: string) => string {
  const terms = useText("terms");
  return useCallback((platform) => terms(`platform.${platform}` as "platform.douyin", { defaultValue: platform }), [terms]);
}

/** An account on a platform: 抖音 演示检察. Empty for none. */
export function useChannelName(): (channel: { platform: string; handle: string } | undefined) => string {
  const platforms = usePlatforms();
  return useCallback((channel) => (channel ? `${platforms(channel.platform)} ${channel.handle}` : ""), [platforms]);
}
