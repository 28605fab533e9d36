// The desktop door: one `call` command, one event, media through the loopback listener of this start.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Subject } from "../generated/operations";
import { StudioError, type ClosedBackup, type Door, type Host } from "./host";
import { uploadTo } from "./upload";

interface DoorState extends Door {
  /** http://127.0.0.1:port/token */
  media_base: string;
}

async function command<T>(name: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(name, args);
  } catch (cause) {
    throw StudioError.of(cause);
  }
}

/** Subscribes now although Tauri answers later; stopping early is kept. */
function subscribe<T>(event: string, listener: (payload: T) => void): () => void {
  let stopped = false;
  let stop: (() => void) | undefined;
  void listen<T>(event, (message) => listener(message.payload)).then((unlisten) => {
    if (stopped) unlisten();
    else stop = unlisten;
  });
  return () => {
    stopped = true;
    stop?.();
  };
}

export function tauriHost(): Host {
  let state: DoorState = { mode: "none", server: null, media_base: "", trouble: null };
  const mediaUrl = (sha256: string, name?: string) =>
    `${state.media_base}/media/${encodeURIComponent(sha256)}${name ? `?name=${encodeURIComponent(name)}` : ""}`;

  return {
    kind: "tauri",
    choosesDoor: true,
    async start() {
      state = await command<DoorState>("door_state");
    },
    async call(op, input, signal) {
      const answer = await command("call", { op, input });
      if (signal?.aborted) throw new StudioError("canceled");
      return answer as never;
    },
    onStale: (listener) =>
      // `origin` is set on what this window caused: it has refreshed that already.
      subscribe<{ origin: string | null; stale: Subject[] | "all" }>("studio-event", (event) => {
        if (event.origin !== "window") listener({ stale: event.stale });
      }),
    onOpen(listener) {
      const take = () => void command<string | null>("take_link").then((path) => path && listener(path), () => null);
      const stop = subscribe("studio-open", take);
      // The one that the program was started with.
      take();
      return stop;
    },
    upload: (file, name, options) => uploadTo(`${state.media_base}/media?name=${encodeURIComponent(name)}`, file, {}, options),
    mediaUrl,
    async saveFile(name, content) {
      if (!(content instanceof Blob)) return command<boolean>("save_media", { sha256: content.sha256, name });
      const bytes = new Uint8Array(await content.arrayBuffer());
      try {
        return await invoke<boolean>("save_file", bytes, { headers: { "x-name": encodeURIComponent(name) } });
      } catch (cause) {
        throw StudioError.of(cause);
      }
    },
    openExternal: (url) => command<void>("open_external", { url }),
    notify: (title, body) => command<void>("notify", { title, body }),
    autostart: (wanted) => command<boolean>("autostart", { wanted: wanted ?? null }),
    door: () => ({ mode: state.mode, server: state.server, trouble: state.trouble && StudioError.of(state.trouble) }),
    lastGoodBackup: () => command<ClosedBackup | null>("door_backup"),
    restoreBackup: (name) => command<void>("door_restore", { name }),
    async chooseDoor(choice) {
      state = await command<DoorState>("door_choose", { choice });
      return { mode: state.mode, server: state.server };
    },
  };
}
