// Who is signed in. Screens ask `steps` of the thing they draw; these general steps are for menus and empty states.

import { createContext, use } from "react";
import type { MeView, Right } from "../generated/operations";

interface MeValue {
  me: MeView;
  /** Desktop only: back to the choice of a workspace. */
  leaveDoor: (() => void) | undefined;
}

export const MeContext = createContext<MeValue | null>(null);

export function useDoorOfMe(): MeValue {
  const value = use(MeContext);
  if (!value) throw new Error("useMe outside of a session");
  return value;
}

export const useMe = (): MeView => useDoorOfMe().me;

/** Whether this person holds a right in their own unit: for menus and empty states. */
export const useMay = (right: Right): boolean => useMe().rights.includes(right);
