// A new episode without a topic; with one, the topic's adoption makes it.

import { Modal } from "antd";
import { useState } from "react";
import { ErrorNote } from "../../shared/ErrorNote";
import { go } from "../../shared/route";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { EpisodeForm, type EpisodeDraft } from "./EpisodeForm";

const fresh: EpisodeDraft = { column: null, number: 1, title: "", format: "drama", target_seconds: 60, wanted_day: null, owner: null };

export function CreateEpisode({ onClose }: { onClose: () => void }) {
  const t = useText("episodes");
  const [draft, setDraft] = useState(fresh);
  const create = useWrite("create_episode", {
    onDone: (made) => go({ to: "/episodes/$id", params: { id: made.id } }),
    onError: () => true,
  });
  const { column, number: _, ...rest } = draft;
  return (
    <Modal
      open
      title={t("create.title")}
      okText={t("create.confirm")}
      okButtonProps={{ disabled: column === null || draft.title.trim() === "" }}
      confirmLoading={create.isPending}
      onOk={() => column !== null && create.mutate({ ...rest, column })}
      onCancel={onClose}
    >
      <EpisodeForm draft={draft} isNew onChange={(patch) => setDraft((now) => ({ ...now, ...patch }))} />
      {create.error && <ErrorNote error={create.error} />}
    </Modal>
  );
}
