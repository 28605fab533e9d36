// Choosing a file by dropping or pressing, and uploading it with progress and cancel.

import { InboxOutlined } from "@ant-design/icons";
import { Progress } from "antd";
import { useCallback, useRef, useState, type DragEvent, type ReactNode } from "react";
import { StudioError, useHost, type StoredFile } from "../host";
import { useText } from "../text";
import { Button } from "./Button";
import { ErrorNote } from "./ErrorNote";

export interface UploadState {
  /** The file under way. */
  name: string | null;
  /** 0..1 */
  share: number;
  error: StudioError | null;
  start: (file: File) => Promise<StoredFile | null>;
  cancel: () => void;
}

export function useUpload(): UploadState {
  const host = useHost();
  const stop = useRef<AbortController | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [share, setShare] = useState(0);
  const [error, setError] = useState<StudioError | null>(null);

  const start = useCallback(
    async (file: File) => {
      const abort = new AbortController();
      stop.current = abort;
      setName(file.name);
      setShare(0);
      setError(null);
      try {
        return await host.upload(file, file.name, { onProgress: setShare, signal: abort.signal });
      } catch (cause) {
        const failed = StudioError.of(cause);
        if (failed.code !== "canceled") setError(failed);
        return null;
      } finally {
        setName(null);
      }
    },
    [host],
  );
  return { name, share, error, start, cancel: useCallback(() => stop.current?.abort(), []) };
}

/** "12 MB" */
export function bytesWords(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const value = bytes / 1024 ** step;
  return `${value >= 10 || step === 0 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}

interface FilePickProps {
  /** Endings with the dot: [".docx", ".txt"]. */
  accept: readonly string[];
  /** Most bytes. */
  most: number;
  /** Called with the file stored; without it `onPick` gets the file itself and nothing is uploaded. */
  onStored?: (file: StoredFile) => void;
  onPick?: (file: File) => void;
  hint?: ReactNode;
  disabled?: boolean;
}

export function FilePick({ accept, most, onStored, onPick, hint, disabled = false }: FilePickProps) {
  const t = useText("shared");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const upload = useUpload();

  const take = (file: File | undefined) => {
    if (!file || disabled) return;
    const fits = accept.some((ending) => file.name.toLowerCase().endsWith(ending));
    const reason = !fits
      ? t("file.wrong_kind", { kinds: accept.join(" ") })
      : file.size > most
        ? t("file.too_large", { most: bytesWords(most) })
        : null;
    setRefusal(reason);
    if (reason !== null) return;
    if (onPick) onPick(file);
    if (onStored) void upload.start(file).then((stored) => stored && onStored(stored));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };

  if (upload.name !== null) {
    return (
      <div className="file-pick" data-busy role="status">
        <span>{t("file.uploading", { name: upload.name })}</span>
        <Progress percent={Math.round(upload.share * 100)} size="small" />
        <Button size="small" onClick={upload.cancel}>{t("cancel")}</Button>
      </div>
    );
  }
  return (
    <div>
      <button
        type="button"
        className="file-pick"
        data-over={over || undefined}
        disabled={disabled}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined className="file-pick-icon" aria-hidden="true" />
        <span>{t("file.drop")}</span>
        <span className="quiet">{hint ?? accept.join(" ")}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept.join(",")}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {refusal && <p className="field-error" role="alert">{refusal}</p>}
      {upload.error && <ErrorNote error={upload.error} />}
    </div>
  );
}
