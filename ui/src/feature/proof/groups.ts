// The groups of wording rules, in the order in which they are listed.
export const groups = ["stage", "term", "official", "typo", "absolute", "discrimination", "minor", "politics", "medical", "vulgar", "other"] as const;
