// What a card may do and where it may go, read off the steps that the answer carries.

import type { TopicAction, TopicBoardState, TopicRow, TopicState } from "../../generated/types";

/** The states of the board from left to right; declined topics are in the table. */
export const boardStates = ["proposed", "shortlisted", "adopted", "shelved"] as const satisfies TopicState[];

export const actionTo: Record<TopicState, TopicAction> = {
  proposed: "propose", shortlisted: "shortlist", adopted: "adopt", shelved: "shelve", declined: "decline",
};

/** Whether the card may be moved at all, within its state too. */
export const movable = (row: TopicRow): boolean => row.steps.some((step) => step !== "save");

export const mayGo = (row: TopicRow, to: TopicState): boolean => (to === row.state ? movable(row) : row.steps.includes(actionTo[to]));

export const asksReason = (to: TopicState): boolean => to === "shelved" || to === "declined";

/** The card under which one comes to stand when it is put before the card at `index`. */
export function belowOf(cards: readonly TopicRow[], index: number, moved: string): string | null {
  return cards.slice(0, index).filter((card) => card.id !== moved).at(-1)?.id ?? null;
}

/** The board as it will most likely look. */
export function movedOn(board: TopicBoardState[], id: string, to: TopicState, below: string | null): TopicBoardState[] {
  const card = board.flatMap((state) => state.cards).find((one) => one.id === id);
  if (!card) return board;
  return board.map((state) => {
    const without = state.cards.filter((one) => one.id !== id);
    const gone = state.cards.length - without.length;
    if (state.state !== to) return gone ? { ...state, cards: without, count: state.count - gone } : state;
    const at = below === null ? 0 : without.findIndex((one) => one.id === below) + 1;
    return { ...state, cards: without.toSpliced(at, 0, { ...card, state: to }), count: state.count + 1 - gone };
  });
}
