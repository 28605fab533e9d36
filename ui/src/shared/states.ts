// Which tone a state of the domain has. Red is for hard stops alone, so only what blocks has it.

export type Tone = "quiet" | "now" | "doubt" | "stop" | "done";

const tones = {
  content: {
    scripting: "quiet", in_review: "now", approved: "done", producing: "now", cut_review: "now", ready: "done",
    withdrawn: "doubt", shelved: "quiet",
  },
  topic: { proposed: "quiet", shortlisted: "now", adopted: "done", shelved: "quiet", declined: "quiet" },
  publication: {
    draft: "quiet", ready: "now", queued: "now", publishing: "now", platform_scheduled: "now", awaiting_person: "doubt",
    unconfirmed: "doubt", published: "done", failed: "stop", withdrawn: "doubt", corrected: "done", canceled: "quiet",
    stale_approval: "stop",
  },
  stage: { not_applicable: "quiet", unsatisfied: "quiet", satisfied: "done", overridden: "doubt" },
} as const satisfies Record<string, Record<string, Tone>>;

export type StateKind = keyof typeof tones;

export function toneOf(kind: StateKind, value: string): Tone {
  return (tones[kind] as Record<string, Tone>)[value] ?? "quiet";
}
