// The board: cards by state, moved by dragging or by keys. Where a card may land comes from its steps.

import {
  DndContext, DragOverlay, PointerSensor, pointerWithin, rectIntersection, useDraggable, useDroppable, useSensor, useSensors,
  type CollisionDetection, type DragEndEvent, type DragOverEvent,
} from "@dnd-kit/core";
import { useRef, useState, type KeyboardEvent } from "react";
import type { TopicBoardState, TopicRow, TopicState } from "../../generated/types";
import { Button } from "../../shared/Button";
import { useGradually } from "../../shared/gradually";
import { StateOf } from "../../shared/StateTag";
import { useKeptFocus } from "../../shared/useKeptFocus";
import { useText } from "../../text";
import { CardFace } from "./Card";
import { belowOf, boardStates, mayGo, movable } from "./moves";

interface BoardProps {
  board: readonly TopicBoardState[];
  chosen: string;
  onChoose: (id: string) => void;
  onMove: (row: TopicRow, to: TopicState, below: string | null) => void;
  onMore: (state: TopicState) => void;
}

/** The most cards drawn in one state; the table has the rest. */
const most = 40;
/** Cards of a state that are on screen before one scrolls. */
const atOnce = 10;

/** What lies under the pointer; a card before the state that holds it. */
const underPointer: CollisionDetection = (args) => {
  const hits = pointerWithin(args);
  const found = hits.length > 0 ? hits : rectIntersection(args);
  return found.toSorted((a, b) => Number(String(a.id).startsWith("state:")) - Number(String(b.id).startsWith("state:")));
};

export function Board({ board, chosen, onChoose, onMove, onMore }: BoardProps) {
  const t = useText("topics");
  const words = useText("terms");
  const box = useRef<HTMLDivElement>(null);
  const kept = useKeptFocus(box, "data-topic");
  const [dragged, setDragged] = useState<TopicRow | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [news, setNews] = useState("");
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const drawn = useGradually(most, atOnce);
  const states = boardStates.map((state) => ({ state, count: 0, cards: [], ...board.find((one) => one.state === state) }) as TopicBoardState);
  const placeOf = (id: string) => {
    const state = states.findIndex((one) => one.cards.some((card) => card.id === id));
    return { state, at: states[state]?.cards.findIndex((card) => card.id === id) ?? -1 };
  };

  const drop = ({ active, over: target }: DragEndEvent) => {
    setDragged(null);
    setOver(null);
    const row = states.flatMap((one) => one.cards).find((card) => card.id === active.id);
    if (!row || !target || target.id === active.id) return;
    const id = String(target.id);
    const state = id.startsWith("state:") ? states.find((one) => `state:${one.state}` === id) : states[placeOf(id).state];
    if (!state) return;
    const index = id.startsWith("state:") ? state.cards.length : placeOf(id).at;
    onMove(row, state.state, belowOf(state.cards, index, row.id));
  };

  const focus = (row: TopicRow | undefined) => {
    if (row) box.current?.querySelector<HTMLElement>(`[data-topic="${row.id}"]`)?.focus();
  };
  const keys = (event: KeyboardEvent, row: TopicRow) => {
    const { state: column, at } = placeOf(row.id);
    const here = states[column];
    if (!here) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    if (event.key === "Enter" || event.key === " ") onChoose(row.id);
    else if (event.altKey && step !== 0) {
      const index = at + (step < 0 ? -1 : 2);
      if (at + step < 0 || at + step >= here.cards.length || !movable(row)) return;
      onMove(row, here.state, belowOf(here.cards, index, row.id));
      setNews(t("board.here", { title: row.title, state: words(`topic.${here.state}`), n: at + step + 1, count: here.count }));
    } else if (event.altKey && side !== 0) {
      const to = states.slice(side > 0 ? column + 1 : 0, side > 0 ? undefined : column);
      const next = (side > 0 ? to : to.toReversed()).find((one) => mayGo(row, one.state));
      if (next) onMove(row, next.state, null);
    } else if (step !== 0) focus(here.cards[at + step]);
    else if (side !== 0) {
      const others = side > 0 ? states.slice(column + 1) : states.slice(0, column).toReversed();
      const other = others.find((one) => one.cards.length > 0);
      focus(other?.cards[Math.min(at, other.cards.length - 1)]);
    } else return;
    event.preventDefault();
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underPointer}
      onDragStart={({ active }) => setDragged(states.flatMap((one) => one.cards).find((card) => card.id === active.id) ?? null)}
      onDragOver={({ over: target }: DragOverEvent) => setOver(target ? String(target.id) : null)}
      onDragCancel={() => {
        setDragged(null);
        setOver(null);
      }}
      onDragEnd={drop}
    >
      <div ref={box} className="board" role="group" aria-label={t("board.label")} {...kept}>
        {states.map((state) => (
          <Lane key={state.state} state={state} dragged={dragged} over={over}>
            {state.cards.slice(0, drawn).map((row) => (
              <Card
                key={row.id}
                row={row}
                chosen={row.id === chosen}
                above={over === row.id && dragged !== null && dragged.id !== row.id && mayGo(dragged, state.state)}
                onChoose={() => onChoose(row.id)}
                onKeyDown={(event) => keys(event, row)}
              />
            ))}
            {state.count > Math.min(state.cards.length, most) && (
              <Button type="link" size="small" onClick={() => onMore(state.state)}>
                {t("board.more", { n: state.count - Math.min(state.cards.length, most) })}
              </Button>
            )}
          </Lane>
        ))}
      </div>
      <p className="keys board-keys">{t("board.keys")}</p>
      <span className="sr-only" role="status">{news}</span>
      <DragOverlay dropAnimation={null}>{dragged && <div className="card" data-lifted><CardFace row={dragged} /></div>}</DragOverlay>
    </DndContext>
  );
}

interface LaneProps {
  state: TopicBoardState;
  dragged: TopicRow | null;
  over: string | null;
  children: React.ReactNode;
}

function Lane({ state, dragged, over, children }: LaneProps) {
  const t = useText("topics");
  const { setNodeRef } = useDroppable({ id: `state:${state.state}` });
  const open = dragged !== null && mayGo(dragged, state.state);
  const target = open && (over === `state:${state.state}` || state.cards.some((card) => card.id === over));
  return (
    <section ref={setNodeRef} className="lane" data-open={open || undefined} data-shut={(dragged !== null && !open) || undefined} data-target={target || undefined}>
      <h2 className="lane-head">
        <StateOf kind="topic" value={state.state} />
        <span className="quiet">{state.count}</span>
      </h2>
      <div className="lane-cards">
        {children}
        {state.cards.length === 0 && <p className="lane-empty">{t(`board.empty.${state.state}`)}</p>}
      </div>
    </section>
  );
}

interface CardProps {
  row: TopicRow;
  chosen: boolean;
  /** Whether a dragged card would come to stand above this one. */
  above: boolean;
  onChoose: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Card({ row, chosen, above, onChoose, onKeyDown }: CardProps) {
  const drag = useDraggable({ id: row.id, disabled: !movable(row) });
  const place = useDroppable({ id: row.id });
  return (
    <button
      type="button"
      ref={(node) => {
        drag.setNodeRef(node);
        place.setNodeRef(node);
      }}
      className="card"
      data-topic={row.id}
      data-above={above || undefined}
      data-dragging={drag.isDragging || undefined}
      aria-pressed={chosen}
      {...drag.listeners}
      onKeyDown={onKeyDown}
      onClick={onChoose}
    >
      <CardFace row={row} />
    </button>
  );
}
