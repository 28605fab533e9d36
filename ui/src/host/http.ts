// The browser door: POST /api/call/{op} with the session cookie, server-sent events, media behind the session.

import { StudioError, type Door, type Host, type StaleNews } from "./host";
import { uploadTo } from "./upload";
import { saveBlob, saveUrl } from "./save";

/** Random id of this tab. Not crypto.randomUUID: a team server in an office network is often plain http. */
function newClientId(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function httpHost(): Host {
  const client = newClientId();
  const headers = { "x-client": client };
  const mediaUrl = (sha256: string, name?: string) =>
    `/api/media/${encodeURIComponent(sha256)}${name ? `?name=${encodeURIComponent(name)}` : ""}`;

  return {
    kind: "http",
    choosesDoor: false,
    start: async () => {},
    async call(op, input, signal) {
      const answer = await send(`/api/call/${op}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(input),
        credentials: "same-origin",
        ...(signal ? { signal } : {}),
      });
      const body: unknown = await answer.json().catch(() => null);
      if (!answer.ok) throw StudioError.of(body);
      return body as never;
    },
    onStale: (listener) => listen(client, listener),
    onOpen: () => () => {},
    upload: (file, name, options) => uploadTo(`/api/media?name=${encodeURIComponent(name)}`, file, headers, options),
    mediaUrl,
    async saveFile(name, content) {
      if (content instanceof Blob) saveBlob(content, name);
      else saveUrl(mediaUrl(content.sha256, name), name);
      return true;
    },
    async openExternal(url) {
      window.open(url, "_blank", "noopener,noreferrer");
    },
    door: (): Door => ({ mode: "remote", server: window.location.origin }),
    lastGoodBackup: () => Promise.resolve(null),
    restoreBackup: () => Promise.reject(new StudioError("fault")),
    chooseDoor: () => Promise.reject(new StudioError("fault")),
  };
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new StudioError(cause instanceof DOMException && cause.name === "AbortError" ? "canceled" : "offline");
  }
}

/** EventSource reconnects by itself after a lost line, but gives up on a refused one (not signed in yet): then we ask again. */
function listen(client: string, listener: (news: StaleNews) => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = 2_000;
  let lost = false;

  const open = () => {
    source = new EventSource("/api/events", { withCredentials: true });
    source.onopen = () => {
      wait = 2_000;
      if (lost) listener({ stale: "all" });
      lost = false;
    };
    source.onmessage = (event: MessageEvent<string>) => {
      const news = JSON.parse(event.data) as { origin: string | null; stale: StaleNews["stale"] };
      if (news.origin !== client) listener({ stale: news.stale });
    };
    source.onerror = () => {
      lost = true;
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, 60_000);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
