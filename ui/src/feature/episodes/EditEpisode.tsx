// Changing what an episode is called, who owns it, when it is wanted. Changed meanwhile: both versions are shown.

import { Modal } from "antd";
import { useState } from "react";
import type { EpisodeView } from "../../generated/operations";
import { Clash } from "../../shared/dialogs";
import { ErrorNote } from "../../shared/ErrorNote";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { EpisodeForm, type EpisodeDraft } from "./EpisodeForm";

const draftOf = (view: EpisodeView): EpisodeDraft => ({
  column: view.column.id, number: view.number, title: view.title, format: view.format, target_seconds: view.target_seconds, wanted_day: view.wanted_day,
  owner: view.owner?.id ?? null,
});

export function EditEpisode({ view, onClose }: { view: EpisodeView; onClose: () => void }) {
  const t = useText("episodes");
  const [draft, setDraft] = useState(() => draftOf(view));
  const [version, setVersion] = useState(view.version);
  const [clash, setClash] = useState(false);
  const now = useRead("episode_view", { episode: view.id }, { enabled: clash });
  const save = useWrite("save_episode", {
    onDone: onClose,
    onError: (error) => {
      if (error.code === "stale") setClash(true);
      return true;
    },
  });
  const send = (at: number) => {
    if (draft.column !== null) save.mutate({ ...draft, column: draft.column, id: view.id, version: at });
  };
  const present = now.data ?? view;
  if (clash) {
    return (
      <Clash
        open
        mine={<Facts draft={draft} />}
        theirs={<Facts draft={draftOf(present)} />}
        busy={save.isPending}
        onMine={() => {
          setVersion(present.version);
          setClash(false);
          send(present.version);
        }}
        onTheirs={onClose}
        onCancel={() => setClash(false)}
      />
    );
  }
  return (
    <Modal
      open
      title={t("edit.title")}
      okText={t("edit.confirm")}
      okButtonProps={{ disabled: draft.column === null || draft.title.trim() === "" }}
      confirmLoading={save.isPending}
      onOk={() => send(version)}
      onCancel={onClose}
    >
      <EpisodeForm draft={draft} isNew={false} onChange={(patch) => setDraft((was) => ({ ...was, ...patch }))} />
      {save.error && <ErrorNote error={save.error} />}
    </Modal>
  );
}

function Facts({ draft }: { draft: EpisodeDraft }) {
  const t = useText("episodes");
  const rows = [
    [t("field.title"), draft.title],
    [t("field.number"), String(draft.number)],
    [t("field.target"), draft.target_seconds === null ? "" : String(draft.target_seconds)],
    [t("field.wanted"), draft.wanted_day ?? ""],
  ];
  return <dl className="episode-facts">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value || "—"}</dd></div>)}</dl>;
}
