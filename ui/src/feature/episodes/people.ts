// The people of the unit for a choice: found by name and by pinyin initials.

import { useRead } from "../../shared/studio";

export function usePeople(): { options: { value: string; label: string }[]; search: (typed: string, option?: { value: string; label: string }) => boolean } {
  const { data } = useRead("list_people", { on: null, with_left: false });
  const initials = new Map((data ?? []).map((person) => [person.id, person.initials]));
  return {
    options: (data ?? []).map((person) => ({ value: person.id, label: person.name })),
    search: (typed, option) =>
      option !== undefined && (option.label.includes(typed) || (initials.get(option.value) ?? []).some((one) => one.startsWith(typed.toLowerCase()))),
  };
}
