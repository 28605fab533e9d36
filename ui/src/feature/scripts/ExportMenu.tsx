// Taking a script away: Word, PDF, subtitles, plain text.

import { DownloadOutlined } from "@ant-design/icons";
import { Dropdown } from "antd";
import type { ScriptFile } from "../../generated/operations";
import { useHost } from "../../host";
import { Button } from "../../shared/Button";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";

const files: ScriptFile[] = ["docx", "pdf", "srt", "vtt", "txt"];

interface ExportMenuProps {
  episodeId: string;
  /** Null: the draft. */
  revision: string | null;
  /** Stores what was typed, so that the file holds it. */
  flush: (() => Promise<boolean>) | null;
}

export function ExportMenu({ episodeId, revision, flush }: ExportMenuProps) {
  const t = useText("scripts");
  const host = useHost();
  const made = useWrite("export_script", { onDone: (file) => void host.saveFile(file.name, { sha256: file.sha256 }) });
  const take = async (file: ScriptFile) => {
    await flush?.();
    made.mutate({ episode: episodeId, revision, file });
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{ items: files.map((key) => ({ key, label: t(`export.${key}`) })), onClick: ({ key }) => void take(key as ScriptFile) }}
    >
      <Button icon={<DownloadOutlined />} loading={made.isPending}>{t("export.open")}</Button>
    </Dropdown>
  );
}
