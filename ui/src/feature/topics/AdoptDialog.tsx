// Adopting a topic: which column, whose, for when. One press makes the episode and its empty script.

import { DatePicker, Form, InputNumber, Modal, Select } from "antd";
import dayjs from "dayjs";
import { useEffect, useState } from "react";
import type { EpisodeFormat, TopicRow } from "../../generated/types";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { go } from "../../shared/route";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";

const formats: EpisodeFormat[] = ["talk", "drama", "q_and_a", "live", "graphic"];

interface Wish {
  column: string | null;
  owner: string | null;
  wanted: string | null;
  format: EpisodeFormat;
  seconds: number | null;
}

export function AdoptDialog({ topic, onClose }: { topic: TopicRow | null; onClose: () => void }) {
  const t = useText("topics");
  const shared = useText("shared");
  const open = topic !== null;
  const columns = useRead("list_columns", {}, { enabled: open });
  const people = useRead("list_people", { on: null, with_left: true }, { enabled: open });
  const [wish, setWish] = useState<Wish>({ column: null, owner: null, wanted: null, format: "talk", seconds: 60 });
  const [asked, setAsked] = useState(false);
  const set = (patch: Partial<Wish>) => setWish((old) => ({ ...old, ...patch }));
  const usable = columns.data?.filter((column) => column.active) ?? [];
  const column = usable.find((one) => one.id === wish.column);
  const adopt = useWrite("adopt_topic", {
    onError: () => true,
    onDone: ({ episode }) => {
      if (column) sayDone(t("adopt.done", { column: column.name, n: column.next_number }));
      onClose();
      go({ to: "/episodes/$id", params: { id: episode } });
    },
  });
  const { reset } = adopt;
  useEffect(() => {
    if (!topic) return;
    reset();
    setAsked(false);
    setWish({ column: topic.column?.id ?? null, owner: topic.proposers[0]?.id ?? null, wanted: topic.wanted_day, format: "talk", seconds: 60 });
  }, [topic, reset]);

  const submit = () => {
    setAsked(true);
    if (!topic || wish.column === null) return;
    adopt.mutate({
      id: topic.id, version: topic.version, column: wish.column, owner: wish.owner, wanted_day: wish.wanted,
      format: wish.format, target_seconds: wish.seconds, reason: "",
    });
  };
  const missing = asked && wish.column === null;
  return (
    <Modal
      open={open}
      title={topic ? t("adopt.title", { title: topic.title }) : ""}
      okText={t("adopt.submit")}
      cancelText={shared("cancel")}
      confirmLoading={adopt.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      <p className="confirm-text">{t("adopt.text")}</p>
      <Form layout="vertical" onFinish={submit}>
        <Form.Item
          label={t("adopt.column")}
          required
          htmlFor="adopt-column"
          validateStatus={missing ? "error" : ""}
          help={missing ? t("adopt.column_needed") : column ? t("adopt.number", { n: column.next_number }) : columns.data && usable.length === 0 ? t("adopt.no_columns") : undefined}
        >
          <Select
            id="adopt-column"
            autoFocus
            showSearch={{ optionFilterProp: "label" }}
            loading={columns.isLoading}
            value={wish.column}
            options={usable.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(value) => set({ column: value })}
          />
        </Form.Item>
        <div className="topic-pair">
          <Form.Item label={t("adopt.owner")} htmlFor="adopt-owner">
            <Select
              id="adopt-owner"
              allowClear
              placeholder={t("adopt.owner_none")}
              showSearch={{ filterOption: (text, option) => `${option?.["search"] ?? ""}`.includes(text.toLowerCase()) }}
              value={wish.owner}
              options={people.data?.map((one) => ({ value: one.id, label: one.name, search: [one.name, ...one.initials].join(" ").toLowerCase() }))}
              onChange={(value: string | undefined) => set({ owner: value ?? null })}
            />
          </Form.Item>
          <Form.Item label={t("adopt.wanted")} htmlFor="adopt-wanted">
            <DatePicker id="adopt-wanted" className="wide" value={wish.wanted ? dayjs(wish.wanted) : null} onChange={(day) => set({ wanted: day ? day.format("YYYY-MM-DD") : null })} />
          </Form.Item>
          <Form.Item label={t("adopt.format")} htmlFor="adopt-format">
            <Select id="adopt-format" value={wish.format} options={formats.map((one) => ({ value: one, label: t(`format.${one}`) }))} onChange={(value) => set({ format: value })} />
          </Form.Item>
          <Form.Item label={t("adopt.seconds")} htmlFor="adopt-seconds">
            <InputNumber id="adopt-seconds" className="wide" min={1} max={86_400} precision={0} value={wish.seconds} onChange={(value) => set({ seconds: value })} />
          </Form.Item>
        </div>
        <Button htmlType="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
      </Form>
      {adopt.error && <ErrorNote error={adopt.error} />}
    </Modal>
  );
}
