// First passwords that a person can read out over a desk: four groups of letters that are not mistaken for each other.

const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** About 79 random bits. */
export function firstPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(64));
  // Values above the last whole multiple are dropped, so that every letter is as likely.
  const fair = [...bytes].filter((byte) => byte < 256 - (256 % letters.length)).slice(0, 16);
  return [0, 4, 8, 12].map((at) => fair.slice(at, at + 4).map((byte) => letters[byte % letters.length]).join("")).join("-");
}
