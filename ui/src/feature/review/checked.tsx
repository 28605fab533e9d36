// What the checker found in the revision under review, for the summary and for the words in which it stands.

import { createContext, use, useCallback, useMemo } from "react";
import type { ReviewView, ScriptReport } from "../../generated/operations";
import type { Checked } from "../../shared/proof/marks";
import { useRead } from "../../shared/studio";

type CheckedOf = (key: string) => Checked | undefined;

export const CheckedContext = createContext<CheckedOf>(() => undefined);
export const useCheckedOf = (): CheckedOf => use(CheckedContext);

export function useRevisionChecks(review: ReviewView): { report: ScriptReport | undefined; checkedOf: CheckedOf } {
  const revision = review.revisions[0]?.id;
  const report = useRead("revision_report", { revision: revision ?? "" }, { enabled: revision !== undefined, keep: false }).data;
  const byKey = useMemo(
    () => new Map<string, Checked>(report?.texts.map(({ place, report: { findings } }) => [place.key, { text: place.text, findings }])),
    [report],
  );
  return { report, checkedOf: useCallback((key: string) => byKey.get(key), [byKey]) };
}
