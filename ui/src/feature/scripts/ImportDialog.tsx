// A script from a file or from the clipboard: first what was understood and what is doubtful, then it is taken over.

import { Alert, Input, Modal, Segmented, Spin } from "antd";
import { useState } from "react";
import type { ImportedScript } from "../../generated/operations";
import { ErrorNote } from "../../shared/ErrorNote";
import { FilePick } from "../../shared/FilePick";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { useEditing } from "./editing";
import { columns, isBlank, readCell } from "./model/cells";

const kinds = [".docx", ".txt", ".fountain", ".xlsx", ".xls", ".csv", ".html"] as const;

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useText("scripts");
  const { document, episodeId, reveal } = useEditing();
  const [way, setWay] = useState<"file" | "text">("file");
  const [file, setFile] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [text, setText] = useState<string | null>(null);
  const filled = document.current().shots.some((shot) => !isBlank(shot));
  const [replace, setReplace] = useState(!filled);
  const ready = way === "file" ? file !== null : text !== null;
  const input = { episode: episodeId, sha256: way === "file" ? file : null, text: way === "text" ? text : null };
  const read = useRead("import_script", input, { enabled: ready, keep: false });

  const take = () => {
    if (way === "text" && text === null) return setText(typed);
    if (!read.data) return;
    const { script } = read.data;
    document.takeOver(script, replace);
    reveal(columns.filter((column) => script.shots.some((shot) => readCell(shot, column) !== "")));
    onClose();
  };
  return (
    <Modal
      open
      width={860}
      title={t("import.title")}
      onCancel={onClose}
      onOk={take}
      okText={way === "text" && text === null ? t("import.read") : t("import.take", { n: read.data?.script.shots.length ?? 0 })}
      okButtonProps={{ disabled: way === "text" && text === null ? typed.trim() === "" : !read.data }}
      cancelText={t("import.cancel")}
    >
      <Segmented
        value={way}
        onChange={setWay}
        options={[{ value: "file", label: t("import.file") }, { value: "text", label: t("import.text") }]}
      />
      <div className="import-source">
        {way === "file" ? (
          <FilePick accept={kinds} most={20 << 20} onStored={(stored) => setFile(stored.sha256)} />
        ) : (
          <Input.TextArea
            rows={7}
            value={typed}
            placeholder={t("import.text_hint")}
            aria-label={t("import.text")}
            onChange={(event) => {
              setTyped(event.target.value);
              setText(null);
            }}
          />
        )}
      </div>
      {read.isFetching && <Spin />}
      {read.error && <ErrorNote error={read.error} title={t("import.failed")} />}
      {read.data && ready && <Understood read={read.data} />}
      {read.data && filled && (
        <Segmented
          value={replace ? "replace" : "append"}
          onChange={(value) => setReplace(value === "replace")}
          options={[{ value: "append", label: t("import.append") }, { value: "replace", label: t("import.replace") }]}
        />
      )}
      {read.data && <p className="quiet">{t("import.undo")}</p>}
    </Modal>
  );
}

function Understood({ read }: { read: ImportedScript }) {
  const t = useText("scripts");
  const header = Object.entries(read.script.header).filter(([name, text]) => name !== "case_stage" && text !== "");
  return (
    <div className="import-read">
      {read.doubts.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("import.doubts", { n: read.doubts.length })}
          description={
            <ul>
              {read.doubts.slice(0, 8).map((doubt, n) => (
                <li key={n}>{t("import.doubt", { row: doubt.row, reason: t(`doubt.${doubt.reason as "no_code"}`), text: doubt.text })}</li>
              ))}
            </ul>
          }
        />
      )}
      {header.map(([name, text]) => (
        <p key={name}><span className="quiet">{t(`header.${name as "hook"}`)}　</span>{text}</p>
      ))}
      <table className="import-shots">
        <thead>
          <tr>
            {(["code", "size", "picture", "speaker", "line", "caption", "seconds"] as const).map((column) => <th key={column}>{t(`column.${column}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {read.script.shots.slice(0, 60).map((shot) => (
            <tr key={shot.id}>
              <td>{shot.code}</td>
              <td>{shot.size === "unset" ? "" : t(`size.${shot.size}`)}</td>
              <td>{shot.picture}</td>
              <td>{shot.speaker}</td>
              <td>{shot.line}</td>
              <td>{shot.caption}</td>
              <td>{shot.seconds}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {read.script.shots.length > 60 && <p className="quiet">{t("import.more", { n: read.script.shots.length - 60 })}</p>}
    </div>
  );
}
