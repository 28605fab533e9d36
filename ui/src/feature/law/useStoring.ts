// Storing many small files, some at a time, so that they can be looked at; others than texts are passed over.

import { useRef, useState } from "react";
import type { LawFile } from "../../generated/operations";
import { StudioError, useHost } from "../../host";

/** A file and the path it had in its folder. */
export interface Picked {
  file: File;
  path: string;
}

export const endings = [".md", ".txt", ".docx"];
/** What the server reads at most: files, and bytes of one. */
const mostFiles = 2_000;
const mostBytes = 8 << 20;
const atOnce = 4;

/** A file that was not taken in, and the word for why. */
export interface RefusedFile {
  path: string;
  reason: string;
}

interface Storing {
  running: boolean;
  done: number;
  total: number;
  /** Of other kinds, too large, or hidden. */
  skipped: number;
  /** Broken or empty ones: they keep nobody from looking at the others. */
  refused: readonly RefusedFile[];
  files: LawFile[] | null;
  error: StudioError | null;
  start: (picked: readonly Picked[]) => Promise<void>;
  cancel: () => void;
  reset: () => void;
}

const still = { running: false, done: 0, total: 0, skipped: 0, refused: [], files: null, error: null };

/** The word for why a file was refused; null when it is not the file's fault. */
function faultOf(cause: unknown): string | null {
  const { code, params } = StudioError.of(cause);
  if (code === "too_large") return code;
  if (code !== "bad_file") return null;
  return params["reason"] === "empty" ? "empty" : "damaged";
}

export function useStoring(): Storing {
  const host = useHost();
  const stop = useRef<AbortController | null>(null);
  const [state, setState] = useState<Omit<Storing, "start" | "cancel" | "reset">>(still);

  const start = async (picked: readonly Picked[]) => {
    const fits = picked.filter(({ file, path }) => endings.some((ending) => path.toLowerCase().endsWith(ending)) && file.size <= mostBytes && !path.split("/").some((part) => part.startsWith(".")));
    const skipped = picked.length - fits.length;
    if (fits.length === 0) return setState({ ...still, error: new StudioError("bad_file") });
    if (fits.length > mostFiles) return setState({ ...still, error: new StudioError("too_many", { field: "files", most: mostFiles, found: fits.length }) });
    const abort = new AbortController();
    stop.current = abort;
    setState({ ...still, running: true, total: fits.length, skipped });
    const files = new Array<LawFile | null>(fits.length).fill(null);
    const refused: RefusedFile[] = [];
    let next = 0;
    const worker = async () => {
      for (let at = next++; at < fits.length && !abort.signal.aborted; at = next++) {
        const one = fits[at];
        if (!one) return;
        try {
          const stored = await host.upload(one.file, one.file.name, { signal: abort.signal });
          files[at] = { sha256: stored.sha256, path: one.path };
        } catch (cause) {
          const reason = faultOf(cause);
          if (reason === null) throw cause;
          refused.push({ path: one.path, reason });
        }
        setState((old) => ({ ...old, done: old.done + 1 }));
      }
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, worker));
      setState(abort.signal.aborted ? still : { ...still, skipped, refused, files: files.filter((one) => one !== null) });
    } catch (cause) {
      abort.abort();
      const error = StudioError.of(cause);
      setState({ ...still, error: error.code === "canceled" ? null : error });
    }
  };
  return { ...state, start, cancel: () => stop.current?.abort(), reset: () => setState(still) };
}
