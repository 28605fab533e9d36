// Where and as what somebody works, from when to when.

import { DatePicker, Form, Input, Select } from "antd";
import dayjs from "dayjs";
import type { NewEmployment } from "../../../generated/types";
import { useRead } from "../../../shared/studio";
import { useText } from "../../../text";

export type EmploymentDraft = Omit<NewEmployment, "department" | "from"> & { department: string | null; from: string | null };

export const emptyEmployment = (today: string): EmploymentDraft => ({ department: null, category: "staff", title: "", from: today, to: null });

/** The employment, once everything that it needs is there. */
export function whole({ department, from, ...rest }: EmploymentDraft): NewEmployment | null {
  return department !== null && from !== null ? { department, from, ...rest } : null;
}

interface EmploymentFieldsProps {
  value: EmploymentDraft;
  onChange: (value: EmploymentDraft) => void;
  /** Marks what is missing. */
  asked: boolean;
  withEnd?: boolean;
  from?: string;
}

export function EmploymentFields({ value, onChange, asked, withEnd = false, from }: EmploymentFieldsProps) {
  const t = useText("people");
  const shared = useText("shared");
  const departments = useRead("list_departments", {});
  const set = (patch: Partial<EmploymentDraft>) => onChange({ ...value, ...patch });
  const missing = (there: boolean) => (asked && !there ? { validateStatus: "error" as const, help: shared("required") } : {});
  return (
    <>
      <div className="roster-pair">
        <Form.Item label={t("form.department")} required htmlFor="employment-department" {...missing(value.department !== null)}>
          <Select
            id="employment-department"
            showSearch={{ optionFilterProp: "label" }}
            value={value.department}
            options={departments.data?.filter((one) => one.active || one.id === value.department).map((one) => ({ value: one.id, label: one.name }))}
            onChange={(department) => set({ department })}
          />
        </Form.Item>
        <Form.Item label={t("form.category")} htmlFor="employment-category">
          <Select id="employment-category" value={value.category} options={(["staff", "contract"] as const).map((one) => ({ value: one, label: t(`category.${one}`) }))} onChange={(category) => set({ category })} />
        </Form.Item>
      </div>
      <div className="roster-pair">
        <Form.Item label={t("form.title")} htmlFor="employment-title">
          <Input id="employment-title" maxLength={60} placeholder={t("form.title_hint")} value={value.title} onChange={(event) => set({ title: event.target.value })} />
        </Form.Item>
        <Form.Item label={from ?? t("form.from")} required htmlFor="employment-from" {...missing(value.from !== null)}>
          <DatePicker id="employment-from" className="roster-wide" value={value.from ? dayjs(value.from) : null} onChange={(day) => set({ from: day ? day.format("YYYY-MM-DD") : null })} />
        </Form.Item>
      </div>
      {withEnd && (
        <Form.Item label={t("form.to")} htmlFor="employment-to">
          <DatePicker id="employment-to" placeholder={t("form.open_end")} value={value.to ? dayjs(value.to) : null} onChange={(day) => set({ to: day ? day.format("YYYY-MM-DD") : null })} />
        </Form.Item>
      )}
    </>
  );
}
