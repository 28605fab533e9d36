// The filters of the list, each in the address, so that a link or a restart comes back to them; sets of them can be saved.

import { DatePicker, Dropdown, Input, Modal, Select, type MenuProps } from "antd";
import dayjs from "dayjs";
import { StarOutlined } from "@ant-design/icons";
import { useEffect, useState } from "react";
import { Button } from "../../shared/Button";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { chosenOf, filtersKey, formats, isPlain, plain, readSaved, standings, type Filters, type SavedFilter, type Standing } from "./filters";
import { useCountsBy } from "./useCountsBy";
import { usePeople } from "./people";

interface EpisodeFiltersProps {
  filters: Filters;
  /** The board has its own states and orders. */
  board: boolean;
  onChange: (patch: Partial<Filters>, replace?: boolean) => void;
}

export function EpisodeFilters({ filters, board, onChange }: EpisodeFiltersProps) {
  const t = useText("episodes");
  const terms = useText("terms");
  const count = useCountsBy(filters);
  const columns = useRead("list_columns", {});
  const people = usePeople();
  const [text, setText] = useState(filters.text);
  useEffect(() => setText(filters.text), [filters.text]);
  useEffect(() => {
    if (text === filters.text) return;
    const timer = setTimeout(() => onChange({ text }, true), 200);
    return () => clearTimeout(timer);
  }, [text, filters.text, onChange]);

  const chosen = chosenOf(filters.states);
  const press = (state: Standing) => {
    const next = new Set(chosen);
    if (!next.delete(state)) next.add(state);
    onChange({ states: [...next].join(",") });
  };
  const pick = (label: string, name: "column" | "owner" | "format", options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      value={filters[name] || null}
      options={options}
      onChange={(value: string | undefined) => onChange({ [name]: value ?? "" })}
    />
  );
  return (
    <div className="episode-filters">
      {!board && (
        <div className="episode-states" role="group" aria-label={t("filter.states")}>
          {standings.map((state) => (
            <button key={state} type="button" aria-pressed={chosen.has(state)} onClick={() => press(state)}>
              {state === "published" ? terms("publication.published") : terms(`content.${state}`)} <span>{count(state)}</span>
            </button>
          ))}
        </div>
      )}
      <div className="episode-picks">
        <Input.Search allowClear value={text} placeholder={t("filter.text")} aria-label={t("filter.text")} onChange={(event) => setText(event.target.value)} />
        {pick(t("filter.column"), "column", (columns.data ?? []).map((column) => ({ value: column.id, label: column.name })))}
        {pick(t("filter.owner"), "owner", people.options)}
        {pick(t("filter.format"), "format", formats.map((format) => ({ value: format, label: terms(`format.${format}`) })))}
        {!board && (
          <DatePicker.RangePicker
            className="episode-days"
            aria-label={t("filter.published")}
            placeholder={[t("filter.from"), t("filter.to")]}
            allowEmpty={[true, true]}
            value={[filters.from ? dayjs(filters.from) : null, filters.to ? dayjs(filters.to) : null]}
            onChange={(days) => onChange({ from: days?.[0]?.format("YYYY-MM-DD") ?? "", to: days?.[1]?.format("YYYY-MM-DD") ?? "" })}
          />
        )}
        <Saved filters={filters} onChange={onChange} />
        {!isPlain(filters) && <Button type="link" onClick={() => onChange(plain)}>{t("filter.clear")}</Button>}
      </div>
    </div>
  );
}

/** Sets of filters, kept with the account: the same in each of its windows. */
function Saved({ filters, onChange }: { filters: Filters; onChange: (patch: Partial<Filters>) => void }) {
  const t = useText("episodes");
  const preferences = useRead("list_preferences", {});
  const saved = readSaved(preferences.data?.find((one) => one.key === filtersKey)?.value);
  const write = useWrite("save_preference");
  const [name, setName] = useState<string | null>(null);
  const keep = (next: SavedFilter[]) => write.mutate({ key: filtersKey, value: next.length > 0 ? JSON.stringify(next) : null });
  const items: MenuProps["items"] = [
    ...saved.map((one, n) => ({ key: `take:${n}`, label: one.name })),
    ...(saved.length > 0 ? [{ type: "divider" as const }] : []),
    { key: "save", label: t("saved.save"), disabled: isPlain(filters) },
    ...(saved.length > 0 ? [{ key: "forget", label: t("saved.forget"), children: saved.map((one, n) => ({ key: `drop:${n}`, label: one.name })) }] : []),
  ];
  const press: MenuProps["onClick"] = ({ key }) => {
    const [what, at] = key.split(":");
    const one = saved[Number(at)];
    if (what === "take" && one) onChange(one.filters);
    else if (what === "drop") keep(saved.filter((_, n) => n !== Number(at)));
    else if (what === "save") setName("");
  };
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items, onClick: press }}>
        <Button icon={<StarOutlined />} disabled={!preferences.data} loading={write.isPending}>{t("saved.open")}</Button>
      </Dropdown>
      <Modal
        open={name !== null}
        title={t("saved.save")}
        okButtonProps={{ disabled: !name?.trim() }}
        onCancel={() => setName(null)}
        onOk={() => {
          if (name?.trim()) keep([...saved.filter((one) => one.name !== name.trim()), { name: name.trim(), filters }]);
          setName(null);
        }}
      >
        <Input autoFocus maxLength={30} value={name ?? ""} placeholder={t("saved.name")} aria-label={t("saved.name")} onChange={(event) => setName(event.target.value)} />
      </Modal>
    </>
  );
}
