// Days that differ: holidays, make-up workdays, publicity days, quiet times; what ships and the unit's own.

import { LeftOutlined, PlusOutlined, RightOutlined } from "@ant-design/icons";
import { DatePicker, Form, Input, Modal, Popconfirm, Select } from "antd";
import dayjs from "dayjs";
import { useEffect, useMemo, useState } from "react";
import type { CalendarDayView, DayKind } from "../../generated/types";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay } from "../../shared/me";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { dayOf, DayText } from "../../shared/time";
import { useUrlState } from "../../shared/url";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";

const kinds: DayKind[] = ["publicity", "holiday", "workday", "quiet"];

export function CalendarSection() {
  const t = useText("settings");
  const may = useMay("edit");
  const [url, setUrl] = useUrlState({ year: dayOf(Date.now()).slice(0, 4), kind: "" });
  const [adding, setAdding] = useState(false);
  const year = Math.min(2098, Math.max(1979, Number(url.year) || 2026));
  const days = useRead("list_calendar_days", { from: `${year}-01-01`, to: `${year}-12-31` });
  const rows = useMemo(() => days.data?.days.filter((day) => url.kind === "" || day.kind === url.kind) ?? [], [days.data, url.kind]);
  const remove = useWrite("remove_calendar_day");
  const columns = useMemo<Column<CalendarDayView>[]>(
    () => [
      { key: "from", title: t("calendar.from"), width: 120, render: (row) => <DayText value={row.from} style="iso" /> },
      { key: "to", title: t("calendar.to"), width: 120, render: (row) => row.to !== row.from && <DayText value={row.to} style="iso" /> },
      { key: "name", title: t("calendar.name"), width: 160, grow: 2, render: (row) => row.name },
      { key: "kind", title: t("calendar.kind"), width: 140, render: (row) => t(`day_kind.${row.kind}`) },
      { key: "source", title: t("calendar.source"), width: 160, grow: 2, render: (row) => (row.id === null ? <span className="quiet" title={row.source.join("\n")}>{row.source.join("；")}</span> : t("calendar.own")) },
      {
        key: "remove", title: "", width: 80,
        render: (row) => row.id !== null && may && (
          <Popconfirm title={t("calendar.remove_ask", { name: row.name })} onConfirm={() => row.id !== null && remove.mutate({ id: row.id, version: row.version })}>
            <Button type="link" size="small">{t("calendar.remove")}</Button>
          </Popconfirm>
        ),
      },
    ],
    [t, may, remove],
  );
  return (
    <>
      <div className="settings-bar">
        <Button icon={<LeftOutlined />} aria-label={`${year - 1}`} onClick={() => setUrl({ year: `${year - 1}` })} />
        <strong>{t("calendar.year", { n: year })}</strong>
        <Button icon={<RightOutlined />} aria-label={`${year + 1}`} onClick={() => setUrl({ year: `${year + 1}` })} />
        <Select className="settings-pick" aria-label={t("calendar.kind")} value={url.kind} options={[{ value: "", label: t("calendar.all") }, ...kinds.map((one) => ({ value: one as string, label: t(`day_kind.${one}`) }))]} onChange={(kind) => setUrl({ kind })} />
        {may && <Button className="settings-bar-end" type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t("calendar.add")}</Button>}
      </div>
      {days.data && !days.data.holidays_known && <p className="settings-note">{t("calendar.unknown_year", { n: year })}</p>}
      {days.error ? <ErrorNote error={days.error} retry={() => void days.refetch()} /> : <VirtualTable label={t("nav.calendar")} rows={rows} rowKey={(row) => row.id ?? `${row.name}${row.from}`} columns={columns} reset={`${year}${url.kind}`} />}
      <AddDays open={adding} year={year} onClose={() => setAdding(false)} />
    </>
  );
}

function AddDays({ open, year, onClose }: { open: boolean; year: number; onClose: () => void }) {
  const t = useText("settings");
  const shared = useText("shared");
  const [name, setName] = useState("");
  const [kind, setKind] = useState<DayKind>("publicity");
  const [span, setSpan] = useState<[string, string] | null>(null);
  const save = useWrite("save_calendar_day", {
    onError: () => true,
    onDone: () => {
      sayDone(t("saved"));
      onClose();
    },
  });
  const { reset } = save;
  useEffect(() => {
    if (!open) return;
    reset();
    setName("");
    setSpan(null);
  }, [open, reset]);
  return (
    <Modal
      open={open}
      title={t("calendar.add")}
      okText={shared("save")}
      cancelText={shared("cancel")}
      okButtonProps={{ disabled: name.trim() === "" || span === null }}
      confirmLoading={save.isPending}
      onOk={() => span && save.mutate({ id: null, version: 0, kind, name: name.trim(), from: span[0], to: span[1] })}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t("calendar.name")} required htmlFor="day-name">
          <Input id="day-name" autoFocus maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        <div className="settings-pair">
          <Form.Item label={t("calendar.kind")} htmlFor="day-kind">
            <Select id="day-kind" value={kind} options={kinds.map((one) => ({ value: one, label: t(`day_kind.${one}`) }))} onChange={setKind} />
          </Form.Item>
          <Form.Item label={`${t("calendar.from")} – ${t("calendar.to")}`} required htmlFor="day-span">
            <DatePicker.RangePicker
              id="day-span"
              className="settings-wide"
              defaultPickerValue={[dayjs(`${year}-01-01`), dayjs(`${year}-02-01`)]}
              onChange={(picked) => setSpan(picked?.[0] && picked[1] ? [picked[0].format("YYYY-MM-DD"), picked[1].format("YYYY-MM-DD")] : null)}
            />
          </Form.Item>
        </div>
      </Form>
      {save.error && <ErrorNote error={save.error} />}
    </Modal>
  );
}
