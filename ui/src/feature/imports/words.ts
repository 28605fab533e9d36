// Sentences of remarks and of what an import makes.

import type { ImportMakes, ImportRemark } from "../../generated/types";
import { useText } from "../../text";

type Say = ReturnType<typeof useText<"imports">>;

const things = ["people", "employments", "departments", "columns", "channels", "episodes", "publications", "credits", "snapshots"] as const;

/** "36 人、36 段在岗、3 个部门" */
export function makesWords(t: Say, makes: ImportMakes): string {
  const parts = things.filter((thing) => makes[thing] > 0).map((thing) => t(`things.${thing}`, { n: makes[thing] }));
  return parts.length > 0 ? parts.join(t("comma")) : t("things.nothing");
}

/** One remark as a sentence: the field, what is wrong, what stands there. */
export function useRemark(): (remark: ImportRemark) => string {
  const t = useText("imports");
  const terms = useText("terms");
  return ({ field, reason, text }) => {
    const role = terms(`role.${field}` as "role.writer", { defaultValue: "" });
    const where = role === "" ? t(`fields.${field}` as "fields.name", { defaultValue: "" }) : role;
    const why = t(`reasons.${reason}` as "reasons.missing", { defaultValue: reason });
    const what = text === "" || reason === "repeated_header" ? "" : ` (${text})`;
    return where === "" ? `${why}${what}` : `${where}: ${why}${what}`;
  };
}
