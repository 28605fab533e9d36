// Codes of shots (1, 2, 2A): given as the domain gives them (crates/domain, script/code), so that a new shot has its code at once.

import type { Shot } from "../../../generated/operations";

const numberOf = (code: string): number => Number(/^\d*/.exec(code.trim())?.[0] || 0);

function letters(n: number): string {
  let text = "";
  for (let rest = n; ; rest = Math.floor(rest / 26) - 1) {
    text = String.fromCharCode(65 + (rest % 26)) + text;
    if (rest < 26) return text;
  }
}

/** The code of a shot that is put before place `at`: the next number at the end, else a letter after the shot before. */
export function codeAt(shots: readonly Shot[], at: number, also: ReadonlySet<string> = new Set()): string {
  const taken = new Set([...shots.map((shot) => shot.code), ...also]);
  if (at >= shots.length) return String(Math.max(0, ...[...taken].map(numberOf)) + 1);
  const before = numberOf(shots[at - 1]?.code ?? "0");
  for (let n = 0; ; n += 1) {
    const code = `${before}${letters(n)}`;
    if (!taken.has(code)) return code;
  }
}

/** 1, 2, 3 in their order; an omitted shot keeps its code, and nobody else gets it. */
export function renumbered(shots: readonly Shot[]): Shot[] {
  const kept = new Set(shots.filter((shot) => shot.omitted).map((shot) => shot.code));
  let n = 0;
  return shots.map((shot) => {
    if (shot.omitted && shot.code !== "") return shot;
    do n += 1;
    while (kept.has(String(n)));
    return shot.code === String(n) ? shot : { ...shot, code: String(n) };
  });
}
