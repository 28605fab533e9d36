// Moving a topic: asks for what the step needs (a reason, an episode's column), guesses the outcome, offers to undo.

import { useState, type ReactNode } from "react";
import type { TopicRow, TopicState } from "../../generated/types";
import { ConfirmReason } from "../../shared/dialogs";
import { sayUndo } from "../../shared/say";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { AdoptDialog } from "./AdoptDialog";
import { asksReason, mayGo, movedOn } from "./moves";

interface Asked {
  row: TopicRow;
  to: TopicState;
  below: string | null;
}

export interface Moves {
  /** `below` is the card under which it comes to stand; null is the top. */
  move: (row: TopicRow, to: TopicState, below: string | null) => void;
  /** The dialogs that a move may open. */
  dialogs: ReactNode;
}

export function useMoves(): Moves {
  const t = useText("topics");
  const words = useText("terms");
  const [asked, setAsked] = useState<Asked | null>(null);
  const write = useWrite("move_topic", {
    guess: ({ id, to, below }, guess) => guess("board_topics", (board) => movedOn(board, id, to, below)),
    onDone: () => setAsked(null),
    onError: () => asked !== null,
  });
  const send = ({ row, to, below }: Asked, reason: string) => {
    write.mutate(
      { id: row.id, version: row.version, to, below, reason },
      {
        onSuccess: ({ row: now }) => {
          if (to === row.state) return;
          sayUndo(t("board.moved", { title: row.title, state: words(`topic.${to}`) }), () =>
            write.mutate({ id: now.id, version: now.version, to: row.state, below: null, reason: asksReason(row.state) ? t("reason.undo") : "" }),
          );
        },
      },
    );
  };
  const move = (row: TopicRow, to: TopicState, below: string | null) => {
    if (!mayGo(row, to)) return;
    const wish = { row, to, below };
    if (to !== row.state && (to === "adopted" || asksReason(to))) {
      write.reset();
      setAsked(wish);
    } else send(wish, "");
  };
  const reason = asked && asksReason(asked.to) ? (asked.to === "declined" ? "decline" : "shelve") : null;
  return {
    move,
    dialogs: (
      <>
        <ConfirmReason
          open={reason !== null}
          title={asked ? t(`reason.${reason ?? "shelve"}_title`, { title: asked.row.title }) : ""}
          text={t(`reason.${reason ?? "shelve"}_text`)}
          confirm={words(`topic.${asked?.to ?? "shelved"}`)}
          busy={write.isPending}
          error={write.error}
          onConfirm={(text) => asked && send(asked, text)}
          onCancel={() => setAsked(null)}
        />
        <AdoptDialog topic={asked?.to === "adopted" ? asked.row : null} onClose={() => setAsked(null)} />
      </>
    ),
  };
}
