// The addresses of the studio and the screens they show. Every screen is a chunk of its own, with what its components need.

import { useEffect, useState, type ComponentType } from "react";
import { parse } from "regexparam";
import { Broken } from "../shared/Broken";
import { late, withAntDesign, type Late } from "../shared/late";
import { pathOf } from "../shared/place";
import { ahead, ShownAt, useAddress } from "../shared/route";
import { NotFound } from "./NotFound";
import { PageSkeleton } from "./PageSkeleton";

type Screen = Late<object>;
type Load = () => Promise<ComponentType>;

const drawn = (load: Load): Screen => late(withAntDesign(load), PageSkeleton);

const settings = drawn(async () => (await import("./SettingsRoute")).SettingsRoute);

const screens = Object.entries<Screen>({
  // Which most starts end on: it is drawn without any of Ant Design's.
  "/": late(async () => (await import("../feature/home")).HomePage),
  "/topics": drawn(async () => (await import("../feature/topics")).TopicsPage),
  "/episodes": drawn(async () => (await import("../feature/episodes")).EpisodesPage),
  "/episodes/:id": drawn(async () => (await import("./EpisodeRoute")).EpisodeRoute),
  "/episodes/:id/script": drawn(async () => (await import("./ScriptRoute")).ScriptRoute),
  "/review": drawn(async () => (await import("../feature/review")).ReviewQueuePage),
  "/review/:id": drawn(async () => (await import("../feature/review")).ReviewPage),
  "/schedule": drawn(async () => (await import("../feature/schedule")).SchedulePage),
  "/metrics": drawn(async () => (await import("../feature/metrics")).MetricsPage),
  "/people": drawn(async () => (await import("../feature/people")).PeoplePage),
  "/people/:id": drawn(async () => (await import("../feature/people")).PersonPage),
  "/laws": drawn(async () => (await import("../feature/law")).LawsPage),
  "/settings": settings,
  "/settings/:section": settings,
  "/import": drawn(async () => (await import("../feature/imports")).ImportPage),
}).map(([pattern, screen]) => ({ ...parse(pattern), screen }));

function screenAt(address: string): { screen: Screen; params: Record<string, string> } | null {
  for (const { keys, pattern, screen } of screens) {
    const found = pattern.exec(pathOf(address));
    if (found) return { screen, params: Object.fromEntries(keys.map((name, at) => [name, plain(found[at + 1] ?? "")])) };
  }
  return null;
}

/** A part of an address as it was before it was put there; what is no such thing stays. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Fetches the code of the screen that an address shows, before anything of it is drawn. */
export const fetchScreen = async (address: string): Promise<void> => screenAt(address)?.screen.fetch();

ahead.of = (address) => void fetchScreen(address).catch(() => null);

/** How long the screen before stays while the next one's code comes, in milliseconds. */
const PATIENCE = 150;

/** The address on show: the present one, as soon as its code is there or somebody has waited for it. */
function useShownAddress(address: string): string {
  const [shown, show] = useState(address);
  const at = screenAt(address);
  const ready = pathOf(address) === pathOf(shown) || !at || at.screen.isHere();
  useEffect(() => {
    if (ready) return;
    let wanted = true;
    const arrive = () => {
      if (wanted) show(address);
    };
    const enough = setTimeout(arrive, PATIENCE);
    void fetchScreen(address).then(arrive, arrive);
    return () => {
      wanted = false;
      clearTimeout(enough);
    };
  }, [address, ready]);
  if (ready && shown !== address) show(address);
  return ready ? address : shown;
}

/** The screen that the address names. `onShown` is told whenever another place is on show. */
export function Screens({ onShown }: { onShown: (address: string) => void }) {
  const address = useShownAddress(useAddress());
  useEffect(() => onShown(address), [address, onShown]);
  const at = screenAt(address);
  return (
    <Broken key={pathOf(address)}>
      {at ? <ShownAt address={address} params={at.params}><at.screen /></ShownAt> : <NotFound />}
    </Broken>
  );
}
