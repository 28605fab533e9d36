// Figures entered by hand. A field left empty was not told: it stays empty and never becomes nought.

import { DatePicker, Form, InputNumber, Modal, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { Figures, FiguresOf, Qualifier } from "../../generated/types";
import { sayDone } from "../../shared/say";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";

export interface Recorded {
  of: FiguresOf;
  name: string;
}

type Key = Exclude<keyof Figures, "qualifier">;
const ofWork: readonly Key[] = ["views", "likes", "comments", "shares", "favourites"];
const qualifiers: readonly Qualifier[] = ["over", "more_than", "nearly", "about"];
const empty: Figures = { views: null, likes: null, comments: null, shares: null, favourites: null, followers: null, qualifier: null };

export function RecordDialog({ recorded, onClose }: { recorded: Recorded | null; onClose: () => void }) {
  const t = useText("metrics");
  const [figures, setFigures] = useState(empty);
  const [day, setDay] = useState(() => dayjs());
  const close = () => {
    setFigures(empty);
    setDay(dayjs());
    onClose();
  };
  const record = useWrite("record_metrics", {
    onDone: () => {
      sayDone(t("record.done"));
      close();
    },
  });
  const keys: readonly Key[] = recorded?.of.of === "channel" ? ["followers"] : ofWork;
  const told = keys.some((key) => figures[key] !== null);
  const submit = () => recorded && record.mutate({ of: recorded.of, day: day.format("YYYY-MM-DD"), figures });
  return (
    <Modal
      open={recorded !== null}
      title={t("record.of", { name: recorded?.name ?? "" })}
      okText={t("record.save")}
      okButtonProps={{ disabled: !told, loading: record.isPending }}
      onOk={submit}
      onCancel={close}
      destroyOnHidden
    >
      <p className="quiet">{t("record.empty")}</p>
      <Form layout="vertical" onFinish={submit} className="metrics-form">
        <Form.Item label={t("day")} htmlFor="record-day">
          <DatePicker id="record-day" allowClear={false} value={day} maxDate={dayjs()} onChange={(value) => value && setDay(value)} />
        </Form.Item>
        {keys.map((key) => (
          <Form.Item key={key} label={t(`metric.${key}`)} htmlFor={`record-${key}`}>
            <InputNumber<number> id={`record-${key}`} min={0} max={10_000_000_000} precision={0} value={figures[key]} placeholder="—" onChange={(value) => setFigures({ ...figures, [key]: value })} />
          </Form.Item>
        ))}
        <Form.Item label={t("record.qualifier")} htmlFor="record-qualifier">
          <Select<Qualifier | "">
            id="record-qualifier"
            value={figures.qualifier ?? ""}
            options={[{ value: "", label: t("record.exact") }, ...qualifiers.map((word) => ({ value: word, label: t(`record.words.${word}`) }))]}
            onChange={(word) => setFigures({ ...figures, qualifier: word === "" ? null : word })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
