// What the bell was newly told, shown by the system as well, so that one need not look at the window. The operations
// decide what is told and to whom; the bell keeps it all.

import { useEffect, useRef } from "react";
import { useHost } from "../host";
import { useRead } from "../shared/studio";
import { useText } from "../text";
import { useCounts } from "./counts";
import { useSentence } from "./notice";

/** More than these at once are one line. */
const MOST = 3;

export function useNativeNotices(): void {
  const host = useHost();
  const t = useText("app");
  const home = useText("home");
  const sentence = useSentence();
  const unseen = useCounts().notices;
  const found = useRead("list_notices", { after: null, limit: 50 }, { enabled: host.notify !== undefined && (unseen ?? 0) > 0 });
  // Null until it is known what was told before this window opened: of that the bell speaks, and nothing rings.
  const known = useRef<Set<string> | null>(null);

  useEffect(() => {
    if (unseen === 0) known.current ??= new Set();
  }, [unseen]);
  useEffect(() => {
    const rows = found.data?.rows.filter((row) => row.seen_at === null);
    if (!rows) return;
    const before = (known.current ??= new Set(rows.map((row) => row.id)));
    const fresh = rows.filter((row) => !before.has(row.id));
    for (const row of fresh) before.add(row.id);
    const lines = fresh.length > MOST ? [home("notices.unseen", { n: fresh.length })] : fresh.map(sentence);
    // A desktop without notifications is no fault: the bell has rung.
    for (const line of lines) void host.notify?.(t("product"), line).catch(() => null);
  }, [found.data, home, host, sentence, t]);
}
