// What people call a platform; its own word where nothing is known.

import { useText } from "../text";

export function usePlatforms(): (platform: string) => string {
  const imports = useText("imports");
  const words = imports("platforms", { returnObjects: true }) as unknown as Record<string, string>;
  return (platform) => words[platform] ?? platform;
}
