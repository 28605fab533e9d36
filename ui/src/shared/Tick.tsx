import { useLayoutEffect, useRef } from "react";

interface TickProps {
  label: string;
  checked: boolean;
  /** Some of what it stands for, not all. */
  some?: boolean;
  tabIndex?: number;
  onChange: (checked: boolean) => void;
}

/** The browser's own box to tick: one a row is drawn, and a table has many rows. */
export function Tick({ label, checked, some = false, tabIndex, onChange }: TickProps) {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  return <input ref={box} type="checkbox" className="tick" aria-label={label} checked={checked} tabIndex={tabIndex} onChange={(event) => onChange(event.target.checked)} />;
}
