// Changing one thing on many episodes: owner, wanted day or column. All of them, or none.

import { DatePicker, Modal, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { BulkEditEpisodes, EpisodeRow } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayDone, sayUndo } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { usePeople } from "./people";

type What = "owner" | "wanted" | "column";

export function BulkEdit({ chosen, onDone }: { chosen: EpisodeRow[]; onDone: () => void }) {
  const t = useText("episodes");
  const shared = useText("shared");
  const [what, setWhat] = useState<What | null>(null);
  return (
    <div className="episode-bulk" role="toolbar" aria-label={t("bulk.title")}>
      <strong>{shared("table.selected", { n: chosen.length })}</strong>
      {(["owner", "wanted", "column"] as const).map((one) => (
        <Button key={one} size="small" onClick={() => setWhat(one)}>{t(`bulk.${one}`)}</Button>
      ))}
      <Button size="small" type="text" onClick={onDone}>{t("bulk.none")}</Button>
      {what && <Change what={what} chosen={chosen} onClose={() => setWhat(null)} onDone={onDone} />}
    </div>
  );
}

/** What takes a change back: one edit for each value that was there before. */
function formerly(what: "owner" | "wanted", before: EpisodeRow[], after: EpisodeRow[]): BulkEditEpisodes[] {
  const versions = new Map(after.map((row) => [row.id, row.version]));
  const groups = new Map<string | null, BulkEditEpisodes["episodes"]>();
  for (const row of before) {
    const value = what === "owner" ? (row.owner?.id ?? null) : row.wanted_day;
    groups.set(value, [...(groups.get(value) ?? []), { id: row.id, version: versions.get(row.id) ?? row.version }]);
  }
  return [...groups].map(([value, episodes]) => ({
    episodes,
    owner: what === "owner" ? value : null,
    clear_owner: what === "owner" && value === null,
    wanted_day: what === "wanted" ? value : null,
    clear_wanted_day: what === "wanted" && value === null,
    column: null,
  }));
}

function Change({ what, chosen, onClose, onDone }: { what: What; chosen: EpisodeRow[]; onClose: () => void; onDone: () => void }) {
  const t = useText("episodes");
  const [value, setValue] = useState<string | null>(null);
  const people = usePeople();
  const columns = useRead("list_columns", {});
  const back = useWrite("bulk_edit_episodes", { onDone: (rows) => sayDone(t("bulk.undone", { n: rows.length })) });
  const save = useWrite("bulk_edit_episodes", {
    onDone: (rows) => {
      const text = t("bulk.done", { n: rows.length });
      // A number that was given up in a column may be taken by then: that change is not taken back by a key.
      if (what === "column") sayDone(text);
      else sayUndo(text, () => formerly(what, chosen, rows).forEach((one) => back.mutate(one)));
      onClose();
      onDone();
    },
    onError: () => true,
  });
  const submit = () =>
    save.mutate({
      episodes: chosen.map(({ id, version }) => ({ id, version })),
      owner: what === "owner" ? value : null,
      clear_owner: what === "owner" && value === null,
      wanted_day: what === "wanted" ? value : null,
      clear_wanted_day: what === "wanted" && value === null,
      column: what === "column" ? value : null,
    });
  return (
    <Modal
      open
      title={t("bulk.change", { what: t(`bulk.${what}`), n: chosen.length })}
      okText={value === null && what !== "column" ? t("bulk.clear") : t("bulk.apply")}
      okButtonProps={{ disabled: what === "column" && value === null }}
      confirmLoading={save.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      {what === "wanted" ? (
        <DatePicker className="wide" autoFocus aria-label={t("field.wanted")} value={value ? dayjs(value) : null} onChange={(day) => setValue(day?.format("YYYY-MM-DD") ?? null)} />
      ) : (
        <Select
          className="wide"
          autoFocus
          allowClear
          showSearch={what === "owner" ? { filterOption: people.search } : { optionFilterProp: "label" }}
          aria-label={t(`field.${what}`)}
          value={value}
          options={what === "owner" ? people.options : (columns.data ?? []).filter((column) => column.active).map((column) => ({ value: column.id, label: column.name }))}
          onChange={(next: string | undefined) => setValue(next ?? null)}
        />
      )}
      {what === "column" && <p className="quiet">{t("bulk.numbers")}</p>}
      {save.error && <ErrorNote error={save.error} {...(save.error.code === "stale" ? { text: t("bulk.stale") } : {})} />}
    </Modal>
  );
}
