// Which host this start has, and how components reach it.

import { createContext, use, type ReactNode } from "react";
import type { Host } from "./host";
import { httpHost } from "./http";
import { tauriHost } from "./tauri";

export * from "./host";

const HostContext = createContext<Host | null>(null);

export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return <HostContext value={host}>{children}</HostContext>;
}

export function useHost(): Host {
  const host = use(HostContext);
  if (!host) throw new Error("useHost outside of HostProvider");
  return host;
}

/**
 * The host of this start. Both real ones are small and at hand: everything waits for this. `?host=fake` shows the
 * shell without any server, in development and in `vite build --mode sample`; a released build has no such door.
 */
export async function pickHost(): Promise<Host> {
  if ("__TAURI_INTERNALS__" in window) return tauriHost();
  if ((import.meta.env.DEV || import.meta.env.MODE === "sample") && wantsFake()) {
    return (await import("./sample")).sampleHost();
  }
  return httpHost();
}

/** Kept for the session: the address changes as soon as one navigates. */
function wantsFake(): boolean {
  if (new URLSearchParams(window.location.search).get("host") === "fake") sessionStorage.setItem("host", "fake");
  return sessionStorage.getItem("host") === "fake";
}
