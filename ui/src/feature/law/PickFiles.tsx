// Choosing a folder or several files, by pressing or dropping.

import { InboxOutlined } from "@ant-design/icons";
import { useRef, useState, type DragEvent } from "react";
import { useText } from "../../text";
import { endings, type Picked } from "./useStoring";
import { Button } from "../../shared/Button";

/** Every file below a dropped entry. */
async function below(entry: FileSystemEntry, path: string): Promise<Picked[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    return [{ file, path: path + entry.name }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: Picked[] = [];
  // A reader answers in parts, an empty one at the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (part.length === 0) return all;
    for (const one of part) all.push(...(await below(one, `${path}${entry.name}/`)));
  }
}

const listed = (files: FileList | null): Picked[] => [...(files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

export function PickFiles({ onFiles }: { onFiles: (picked: Picked[]) => void }) {
  const t = useText("laws");
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const entries = [...event.dataTransfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
    const plain = listed(event.dataTransfer.files);
    void Promise.all(entries.map((entry) => below(entry, ""))).then((found) => onFiles(entries.length > 0 ? found.flat() : plain));
  };
  const take = (input: HTMLInputElement) => {
    const picked = listed(input.files);
    input.value = "";
    if (picked.length > 0) onFiles(picked);
  };
  return (
    <div
      className="file-pick laws-drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <InboxOutlined className="file-pick-icon" aria-hidden="true" />
      <span>{t("import.drop")}</span>
      <span className="quiet">{t("import.hint")}</span>
      <span className="laws-acts">
        <Button type="primary" onClick={() => folder.current?.click()}>{t("import.folder")}</Button>
        <Button onClick={() => files.current?.click()}>{t("import.files")}</Button>
      </span>
      <input ref={folder} type="file" hidden multiple {...{ webkitdirectory: "" }} aria-label={t("import.folder")} onChange={(event) => take(event.target)} />
      <input ref={files} type="file" hidden multiple accept={endings.join(",")} aria-label={t("import.files")} onChange={(event) => take(event.target)} />
    </div>
  );
}
