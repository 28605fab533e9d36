// The fields of an episode, for making one and for changing one.

import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import type { EpisodeFormat } from "../../generated/operations";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";
import { formats } from "./filters";
import { usePeople } from "./people";

export interface EpisodeDraft {
  column: string | null;
  number: number;
  title: string;
  format: EpisodeFormat;
  target_seconds: number | null;
  wanted_day: string | null;
  owner: string | null;
}

interface EpisodeFormProps {
  draft: EpisodeDraft;
  onChange: (patch: Partial<EpisodeDraft>) => void;
  /** A new episode gets the column's next number. */
  isNew: boolean;
}

export function EpisodeForm({ draft, onChange, isNew }: EpisodeFormProps) {
  const t = useText("episodes");
  const terms = useText("terms");
  const columns = useRead("list_columns", {});
  const people = usePeople();
  const column = columns.data?.find((one) => one.id === draft.column);
  return (
    <Form layout="vertical" component="div" className="episode-form">
      <Form.Item label={t("field.title")} required className="wide">
        <Input autoFocus maxLength={120} aria-label={t("field.title")} value={draft.title} onChange={(event) => onChange({ title: event.target.value })} />
      </Form.Item>
      <Form.Item label={t("field.column")} required extra={isNew && column ? t("create.number", { n: column.next_number }) : undefined}>
        <Select
          aria-label={t("field.column")}
          showSearch={{ optionFilterProp: "label" }}
          value={draft.column}
          options={(columns.data ?? []).filter((one) => one.active || one.id === draft.column).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(value: string) => onChange({ column: value })}
          notFoundContent={t("create.no_column")}
        />
      </Form.Item>
      {!isNew && (
        <Form.Item label={t("field.number")} required>
          <InputNumber className="wide" aria-label={t("field.number")} min={1} max={100_000} precision={0} value={draft.number} onChange={(value) => onChange({ number: value ?? 1 })} />
        </Form.Item>
      )}
      <Form.Item label={t("field.format")}>
        <Select aria-label={t("field.format")} value={draft.format} options={formats.map((format) => ({ value: format, label: terms(`format.${format}`) }))} onChange={(format: EpisodeFormat) => onChange({ format })} />
      </Form.Item>
      <Form.Item label={t("field.target")}>
        <InputNumber className="wide" aria-label={t("field.target")} min={1} max={28_800} precision={0} suffix={t("seconds")} value={draft.target_seconds} onChange={(value) => onChange({ target_seconds: value })} />
      </Form.Item>
      <Form.Item label={t("field.wanted")}>
        <DatePicker className="wide" aria-label={t("field.wanted")} value={draft.wanted_day ? dayjs(draft.wanted_day) : null} onChange={(day) => onChange({ wanted_day: day?.format("YYYY-MM-DD") ?? null })} />
      </Form.Item>
      <Form.Item label={t("field.owner")}>
        <Select aria-label={t("field.owner")} allowClear showSearch={{ filterOption: people.search }} value={draft.owner} options={people.options} onChange={(value: string | undefined) => onChange({ owner: value ?? null })} />
      </Form.Item>
    </Form>
  );
}
