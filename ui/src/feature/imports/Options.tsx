// What to take where the file says nothing: never guessed, always a person's choice.

import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import type { Category, ImportKind, PreviewImport } from "../../generated/types";
import { useText } from "../../text";

interface OptionsProps {
  kind: ImportKind;
  asked: PreviewImport;
  onChange: (asked: PreviewImport) => void;
}

export function Options({ kind, asked, onChange }: OptionsProps) {
  const t = useText("imports");
  const day = (value: string | null) => (value ? dayjs(value) : null);
  if (kind === "roster") {
    return (
      <div className="imports-options">
        <label>
          <span>{t("since")}</span>
          <DatePicker
            value={day(asked.since)}
            placeholder="2000-01-01"
            onChange={(value) => onChange({ ...asked, since: value ? value.format("YYYY-MM-DD") : null })}
          />
        </label>
        <label>
          <span>{t("unclear")}</span>
          <Select<Category | "">
            className="imports-choice"
            value={asked.unclear_as ?? ""}
            options={[
              { value: "", label: t("unclear_leave") },
              { value: "staff", label: t("unclear_staff") },
              { value: "contract", label: t("unclear_contract") },
            ]}
            onChange={(value) => onChange({ ...asked, unclear_as: value === "" ? null : value })}
          />
        </label>
      </div>
    );
  }
  return (
    <div className="imports-options">
      <label>
        <span>{t("taken_day")}</span>
        <DatePicker
          value={day(asked.taken_day)}
          placeholder={t("today")}
          maxDate={dayjs()}
          onChange={(value) => onChange({ ...asked, taken_day: value ? value.format("YYYY-MM-DD") : null })}
        />
      </label>
    </div>
  );
}
