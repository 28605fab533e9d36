// One account on a platform; its platform stays what it was.

import { Form, Input, Select, Switch } from "antd";
import type { ChannelView, SaveChannel } from "../../generated/types";
import { Button } from "../../shared/Button";
import { DraftClash, useDraft, type Line } from "../../shared/draft";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMay } from "../../shared/me";
import { usePlatforms } from "../../shared/platforms";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { SlotsField, slotWords } from "./SlotsField";

type Draft = Omit<SaveChannel, "id" | "version">;

const empty: Draft = { platform: "", handle: "", obligation: "required", mass_send: null, custodian: null, slots: [], active: true };
const draftOf = (channel: ChannelView | null): Draft =>
  channel ? (({ platform, handle, obligation, mass_send, custodian, slots, active }) => ({ platform, handle, obligation, mass_send, custodian, slots, active }))(channel) : empty;

export function ChannelForm({ channel, onSaved }: { channel: ChannelView | null; onSaved: (id: string) => void }) {
  const t = useText("settings");
  const shared = useText("shared");
  const platformName = usePlatforms();
  const may = useMay("administer");
  const platforms = useRead("list_platforms", {});
  const people = useRead("list_people", { on: null, with_left: false });
  const form = useDraft(draftOf(channel), channel?.version ?? 0);
  const { draft, set } = form;
  const save = useWrite("save_channel", {
    onError: (error) => {
      if (error.code === "stale") form.ask();
      return true;
    },
    onDone: (saved, { id: _, version: __, ...sent }) => {
      form.stored(draftOf(saved), saved.version, sent);
      sayDone(t("saved"));
      onSaved(saved.id);
    },
  });
  const put = (mine: Draft, version: number) => save.mutate({ id: channel?.id ?? null, version, ...mine });
  const lines = (one: Draft): Line[] => [
    [t("channels.handle"), one.handle],
    [t("channels.obligation"), t(`obligation.${one.obligation}`)],
    [t("channels.mass_send"), one.mass_send ? t(`mass_send.${one.mass_send}`) : ""],
    [t("channels.custodian"), people.data?.find((person) => person.id === one.custodian)?.name ?? ""],
    [t("channels.slots"), one.slots.map((slot) => slotWords(t, slot)).join("；")],
    [t("channels.active"), shared(one.active ? "yes" : "no")],
  ];
  return (
    <Form layout="vertical" disabled={!may} onFinish={() => (form.behind ? form.ask() : put(draft, form.version))}>
      <div className="settings-pair">
        <Form.Item label={t("channels.platform")} required htmlFor="channel-platform">
          <Select
            id="channel-platform"
            disabled={channel !== null || !may}
            value={draft.platform || null}
            showSearch={{ optionFilterProp: "label" }}
            options={platforms.data?.map((one) => ({ value: one.key, label: platformName(one.key) }))}
            onChange={(platform) => set({ platform, mass_send: platform === "wechat_mp" ? "subscription" : null })}
          />
        </Form.Item>
        <Form.Item label={t("channels.handle")} required htmlFor="channel-handle">
          <Input id="channel-handle" maxLength={60} value={draft.handle} onChange={(event) => set({ handle: event.target.value })} />
        </Form.Item>
        <Form.Item label={t("channels.obligation")} htmlFor="channel-obligation">
          <Select id="channel-obligation" value={draft.obligation} options={(["required", "optional"] as const).map((one) => ({ value: one, label: t(`obligation.${one}`) }))} onChange={(obligation) => set({ obligation })} />
        </Form.Item>
        {draft.platform === "wechat_mp" && (
          <Form.Item label={t("channels.mass_send")} htmlFor="channel-mass">
            <Select id="channel-mass" value={draft.mass_send} options={(["subscription", "service"] as const).map((one) => ({ value: one, label: t(`mass_send.${one}`) }))} onChange={(mass_send) => set({ mass_send })} />
          </Form.Item>
        )}
        <Form.Item label={t("channels.custodian")} htmlFor="channel-custodian">
          <Select
            id="channel-custodian"
            allowClear
            showSearch={{ filterOption: (text, option) => `${option?.["search"] ?? ""}`.includes(text.toLowerCase()) }}
            value={draft.custodian}
            options={people.data?.map((one) => ({ value: one.id, label: one.name, search: [one.name, ...one.initials].join(" ").toLowerCase() }))}
            onChange={(value: string | undefined) => set({ custodian: value ?? null })}
          />
        </Form.Item>
      </div>
      <Form.Item label={t("channels.slots")}>
        <SlotsField value={draft.slots} disabled={!may} onChange={(slots) => set({ slots })} />
      </Form.Item>
      {channel && (
        <Form.Item label={t("channels.active")} htmlFor="channel-active">
          <Switch id="channel-active" checked={draft.active} onChange={(active) => set({ active })} />
        </Form.Item>
      )}
      {save.error && !form.behind && <ErrorNote error={save.error} />}
      <DraftClash form={form} lines={lines} busy={save.isPending} onMine={put} />
      {may && <Button htmlType="submit" type="primary" disabled={!form.dirty || draft.platform === "" || draft.handle.trim() === ""} loading={save.isPending}>{shared("save")}</Button>}
    </Form>
  );
}
