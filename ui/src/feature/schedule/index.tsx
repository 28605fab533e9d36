// The schedule 排期: month, week, day and list by channel; the strip of what waits above, the chosen slot's kit beside.

import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { DndContext, DragOverlay, PointerSensor, pointerWithin, useSensor, useSensors, type DragEndEvent } from "@dnd-kit/core";
import { Segmented, Select } from "antd";
import { useMemo, useRef, useState, type KeyboardEvent, type SyntheticEvent } from "react";
import type { ScheduleBlock, SlotTried } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { ListDetail } from "../../shared/ListDetail";
import { useMay } from "../../shared/me";
import { PageHead } from "../../shared/Page";
import { useChannelName } from "../../shared/platforms";
import { Link } from "../../shared/route";
import { useRead } from "../../shared/studio";
import { dayOf, dayWords, monthWords, useNow } from "../../shared/time";
import { useUrlState } from "../../shared/url";
import { useKeptFocus } from "../../shared/useKeptFocus";
import { useLanguage, useText } from "../../text";
import { BlockFace, useBlockWords } from "./Block";
import { Grid } from "./Grid";
import { Kit } from "./Kit";
import { ScheduleList } from "./List";
import { blocksOf, daysOf, hours, localOf, rangeOf, stepOf, titlesOf, viewNames, type ViewName } from "./model";
import "./schedule.css";
import { Strip } from "./Strip";
import { Calendars } from "./Subscribe";
import { useMoves } from "./useMoves";

const plain = { view: "week", day: "", channel: "", slot: "" };
const none: ReadonlyMap<string, ScheduleBlock> = new Map();

export function SchedulePage() {
  const t = useText("schedule");
  const language = useLanguage();
  const channelName = useChannelName();
  const mayAdd = useMay("administer");
  const [url, setUrl] = useUrlState(plain);
  const view = viewNames.find((name) => name === url.view) ?? "week";
  const today = dayOf(useNow());
  const day = /^\d{4}-\d{2}-\d{2}$/.test(url.day) ? url.day : today;
  const range = rangeOf(view, day);
  const found = useRead("schedule_view", range, { every: 60_000 });
  const schedule = found.data;

  const main = useRef<HTMLDivElement>(null);
  const kept = useKeptFocus(main, "data-block");
  const [dragged, setDragged] = useState<ScheduleBlock | null>(null);
  const [overCell, setOverCell] = useState<string | null>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const channelById = useMemo(() => new Map((schedule?.channels ?? []).map((one) => [one.id, one])), [schedule]);
  const blocks = useMemo(() => (schedule ? blocksOf(schedule) : none), [schedule]);
  const titles = useMemo(() => titlesOf(blocks), [blocks]);
  const blockWords = useBlockWords(titles);
  const moves = useMoves(schedule?.zone ?? "Asia/Shanghai", channelById, titles);

  const cells = view === "day" ? hours.map((hour) => `${day}@${hour}`) : daysOf(range.from, range.to);
  const localAt = (cell: string, block: ScheduleBlock) => localOf(cell, block, channelById.get(block.channel));
  const tries = useRead(
    "try_slots",
    { publication: dragged?.publication ?? "", locals: dragged ? cells.map((cell) => localAt(cell, dragged)) : [], zone: schedule?.zone ?? null },
    { enabled: dragged !== null, keep: false },
  );
  const tried = useMemo(() => new Map((tries.data ?? []).map((one) => [one.local, one])), [tries.data]);
  const triedAt = (cell: string, channel: string | null): SlotTried | undefined =>
    dragged && (channel === null || channel === dragged.channel)
      ? (tried.get(localAt(cell, dragged)) ?? { local: localAt(cell, dragged), slot: null, refused: null, told: [] })
      : undefined;

  /** The block under the hand says itself what would be wrong where it is held: it covers the place. */
  const lifted = (block: ScheduleBlock): ScheduleBlock => ({
    ...block,
    local: overCell === null ? block.local : localAt(overCell, block),
    told: overCell === null ? [] : (triedAt(overCell, null)?.told ?? []),
  });
  const drop = ({ over }: DragEndEvent) => {
    const block = dragged;
    setDragged(null);
    setOverCell(null);
    const cell = over ? String(over.id).split("|")[1] : undefined;
    if (block && cell !== undefined) moves.place(block, localAt(cell, block));
  };
  const channels = (schedule?.channels ?? []).filter(
    (one) => (url.channel === "" ? one.active || schedule?.blocks.some((block) => block.channel === one.id) : one.id === url.channel),
  );
  const shown = new Set(channels.map((one) => one.id));
  const open = (slot: string) => setUrl({ slot: url.slot === slot ? "" : slot });
  const pressed = ({ target }: SyntheticEvent) =>
    blocks.get((target instanceof Element && target.closest("[data-block]")?.getAttribute("data-block")) || "");
  const onClick = (event: SyntheticEvent) => {
    const block = pressed(event);
    if (block) open(block.publication);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const block = pressed(event);
    if (block) moves.onKey(event, block, () => open(block.publication));
  };
  const words = (value: string) => dayWords(value, language, "short", today);
  const rangeWords = view === "month" ? monthWords(day, language) : range.from === range.to ? words(range.from) : `${words(range.from)} – ${words(range.to)}`;

  const body = found.error && !schedule ? (
    <ErrorNote error={found.error} retry={() => void found.refetch()} page />
  ) : !schedule ? null : schedule.channels.length === 0 ? (
    <EmptyState
      title={t("no_channels")}
      text={t(mayAdd ? "no_channels_text" : "no_channels_ask")}
      action={mayAdd && <Link to="/settings/$section" params={{ section: "channels" }}><Button type="primary">{t("no_channels_go")}</Button></Link>}
    />
  ) : (
    <div ref={main} className="schedule-main" aria-busy={found.isPlaceholderData} onClick={onClick} onKeyDown={onKeyDown} {...kept}>
      <Strip schedule={schedule} shown={shown} words={blockWords} chosen={url.slot} moved={moves.last} />
      {schedule.more && <p className="quiet">{t("more")}</p>}
      {!schedule.holidays_known && <p className="quiet">{t("holidays_unknown", { year: schedule.to.slice(0, 4) })}</p>}
      {view === "list" ? (
        <ScheduleList schedule={schedule} shown={shown} titles={titles} chosen={url.slot} />
      ) : (
        <>
          <Grid view={view} day={day} schedule={schedule} channels={channels} titles={titles} words={blockWords} chosen={url.slot} moved={moves.last} triedAt={triedAt} />
          {schedule.may_publish && <p className="keys">{t("grid_keys")}</p>}
        </>
      )}
      <span className="sr-only" role="status">{moves.news}</span>
    </div>
  );

  return (
    <div className="page schedule">
      <PageHead
        title={t("title")}
        sub={rangeWords}
        actions={
          <>
            <Button icon={<LeftOutlined />} aria-label={t("earlier")} onClick={() => setUrl({ day: stepOf(view, day, -1) })} />
            <Button onClick={() => setUrl({ day: "" })}>{t("today")}</Button>
            <Button icon={<RightOutlined />} aria-label={t("later")} onClick={() => setUrl({ day: stepOf(view, day, 1) })} />
            <Select
              className="schedule-channel"
              aria-label={t("channel")}
              value={url.channel}
              options={[{ value: "", label: t("all_channels") }, ...(schedule?.channels ?? []).map((one) => ({ value: one.id as string, label: channelName(one) }))]}
              onChange={(channel) => setUrl({ channel })}
            />
            <Segmented<ViewName> aria-label={t("title")} value={view} options={viewNames.map((name) => ({ value: name, label: t(`views.${name}`) }))} onChange={(next) => setUrl({ view: next })} />
            <Calendars range={range} />
          </>
        }
      />
      <DndContext
        sensors={sensors}
        collisionDetection={pointerWithin}
        onDragStart={({ active }) => setDragged(blocks.get(String(active.id)) ?? null)}
        onDragOver={({ over }) => setOverCell(over ? (String(over.id).split("|")[1] ?? null) : null)}
        onDragCancel={() => {
          setDragged(null);
          setOverCell(null);
        }}
        onDragEnd={drop}
      >
        <ListDetail
          list={body}
          detail={url.slot === "" ? null : <Kit publication={url.slot} withEpisode />}
          detailKey={url.slot}
          detailTitle={titles.get(url.slot) ?? t("kit.title")}
          onClose={() => setUrl({ slot: "" })}
          width={460}
        />
        <DragOverlay dropAnimation={null}>
          {dragged && (
            <div className="block" data-lifted>
              <BlockFace block={lifted(dragged)} channel={channelById.get(dragged.channel)} withChannel words={blockWords} />
            </div>
          )}
        </DragOverlay>
      </DndContext>
    </div>
  );
}
