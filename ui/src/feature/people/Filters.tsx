// The day, the period, the policy, the part of the unit: what the figure is asked about.

import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { useRead } from "../../shared/studio";
import { useText } from "../../text";

type Url = { on: string; from: string; policy: string; department: string; column: string; role: string };

interface FiltersProps {
  url: Url;
  on: string;
  today: string;
  onChange: (patch: Partial<Url>) => void;
  actions: ReactNode;
}

export function Filters({ url, on, today, onChange, actions }: FiltersProps) {
  const t = useText("people");
  const departments = useRead("list_departments", {}).data ?? [];
  const columns = useRead("list_columns", {}).data ?? [];
  const iso = (value: dayjs.Dayjs | null) => (value ? value.format("YYYY-MM-DD") : "");
  return (
    <div className="part-filters">
      <label>
        <span className="quiet">{t("filter.on")}</span>
        <DatePicker
          allowClear={false}
          value={dayjs(on)}
          presets={[
            { label: t("filter.today"), value: dayjs(today) },
            { label: t("filter.last_month"), value: dayjs(today).startOf("month").subtract(1, "day") },
            { label: t("filter.last_year"), value: dayjs(today).startOf("year").subtract(1, "day") },
          ]}
          onChange={(value) => onChange({ on: iso(value) === today ? "" : iso(value) })}
        />
      </label>
      <label>
        <span className="quiet">{t("filter.from")}</span>
        <DatePicker placeholder={t("filter.ever")} value={url.from ? dayjs(url.from) : null} maxDate={dayjs(on)} onChange={(value) => onChange({ from: iso(value) })} />
      </label>
      <Select
        aria-label={t("filter.policy")}
        className="part-choice"
        value={url.policy}
        options={[
          { value: "", label: t("policy.unit") },
          { value: "wide", label: t("policy.wide") },
          { value: "strict", label: t("policy.strict") },
        ]}
        onChange={(policy) => onChange({ policy })}
      />
      <Select
        aria-label={t("filter.department")}
        className="part-choice"
        showSearch={{ optionFilterProp: "label" }}
        value={url.department}
        options={[{ value: "", label: t("filter.all_departments") }, ...departments.map((one) => ({ value: one.id as string, label: one.name }))]}
        onChange={(department) => onChange({ department })}
      />
      <Select
        aria-label={t("filter.column")}
        className="part-choice"
        showSearch={{ optionFilterProp: "label" }}
        value={url.column}
        options={[{ value: "", label: t("filter.all_columns") }, ...columns.map((one) => ({ value: one.id as string, label: one.name }))]}
        onChange={(column) => onChange({ column })}
      />
      <div className="part-actions">{actions}</div>
    </div>
  );
}
