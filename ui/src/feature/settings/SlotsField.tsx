// Usual times of posting: weekdays and a time, one row each.

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Select, TimePicker } from "antd";
import dayjs from "dayjs";
import type { PostingSlot } from "../../generated/types";
import { useText } from "../../text";
import { Button } from "../../shared/Button";

const days = [1, 2, 3, 4, 5, 6, 7] as const;

/** "每天 18:00", "周一、周三 12:00" */
export function slotWords(t: ReturnType<typeof useText<"settings">>, { weekdays, time }: PostingSlot): string {
  const named = days.filter((day) => weekdays.includes(day)).map((day) => t(`slots.days.${day}`));
  return `${named.length === days.length ? t("slots.every_day") : named.join("、")} ${time}`;
}

interface SlotsFieldProps {
  value: readonly PostingSlot[];
  onChange: (value: PostingSlot[]) => void;
  disabled?: boolean;
}

export function SlotsField({ value, onChange, disabled = false }: SlotsFieldProps) {
  const t = useText("settings");
  const put = (at: number, patch: Partial<PostingSlot>) => onChange(value.map((slot, n) => (n === at ? { ...slot, ...patch } : slot)));
  return (
    <div>
      {value.map((slot, at) => (
        <div key={at} className="slot-row">
          <Select
            mode="multiple"
            className="settings-pick"
            disabled={disabled}
            aria-label={t("slots.every_day")}
            value={slot.weekdays}
            maxTagCount={7}
            maxTagPlaceholder={t("slots.every_day")}
            options={days.map((day) => ({ value: day, label: t(`slots.days.${day}`) }))}
            onChange={(weekdays: number[]) => put(at, { weekdays: weekdays.length > 0 ? weekdays.toSorted() : slot.weekdays })}
          />
          <TimePicker format="HH:mm" minuteStep={5} needConfirm={false} allowClear={false} disabled={disabled} aria-label={t("slots.time")} value={dayjs(`2000-01-01T${slot.time}`)} onChange={(time) => time && put(at, { time: time.format("HH:mm") })} />
          {!disabled && <Button type="text" icon={<DeleteOutlined />} aria-label={t("slots.remove")} onClick={() => onChange(value.filter((_, n) => n !== at))} />}
        </div>
      ))}
      {!disabled && <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...value, { weekdays: [...days], time: "18:00" }])}>{t("slots.add")}</Button>}
    </div>
  );
}
