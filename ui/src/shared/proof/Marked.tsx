// A text with its findings underlined where they stand: by weight another line, not another colour alone.

import { Fragment } from "react";
import { marksIn, moved, pieces, type Checked } from "./marks";
import "./proof.css";
import { useFindingSentence } from "./words";

interface MarkedProps {
  text: string;
  checked: Checked | null | undefined;
  /** When `text` is a part: the whole text, and where the part begins in it. */
  whole?: string;
  from?: number;
}

export function Marked({ text, checked, whole = text, from = 0 }: MarkedProps) {
  const sentence = useFindingSentence();
  if (!checked || checked.findings.length === 0) return <>{text}</>;
  return (
    <>
      {pieces(text, moved(marksIn(checked, whole), -from)).map((piece) =>
        piece.weight === null ? (
          <Fragment key={piece.start}>{piece.text}</Fragment>
        ) : (
          <mark key={piece.start} className="found" data-weight={piece.weight} data-start={piece.start + from} title={piece.marks.map((mark) => sentence(mark.finding)).join("\n")}>
            {piece.text}
          </mark>
        ),
      )}
    </>
  );
}
