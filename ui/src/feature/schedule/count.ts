// Lengths as platforms count them; the same two units as the server's.

import type { LengthUnit } from "../../generated/types";

export function lengthOf(text: string, unit: LengthUnit): number {
  const characters = [...text];
  if (unit === "chars") return characters.length;
  const halves = characters.reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) < 128 ? 1 : 2 * one.length), 0);
  return Math.ceil(halves / 2);
}
