// What stands behind the last steps of the line: tasks with who has them, gates that are open, channels with their slots.

import type { EpisodeOutlet, OpenGate, TaskView } from "../../generated/types";
import { usePlatforms } from "../../shared/platforms";
import { Shape, StateOf } from "../../shared/StateTag";
import { DayText } from "../../shared/time";
import { useText } from "../../text";

export function Tasks({ tasks }: { tasks: readonly TaskView[] }) {
  const t = useText("episodes");
  const production = useText("production");
  if (tasks.length === 0) return null;
  return (
    <ul className="behind">
      {tasks.map((task) => (
        <li key={task.id} data-done={task.done_at !== null || undefined}>
          <Shape tone={task.done_at !== null ? "done" : task.overdue ? "stop" : "quiet"} />
          {production(`tasks.crafts.${task.craft}`)}{" "}
          {task.done_by ? t("task.done", { who: task.done_by.name }) : (task.assignee?.name ?? t("task.nobody"))}
          {task.done_at === null && task.due && <> <DayText value={task.due} near /></>}
          {task.overdue && <> {t("task.overdue")}</>}
        </li>
      ))}
    </ul>
  );
}

/** `stop`: they are what is in the way now; before that they are only still to be done. */
export function OpenGates({ gates, stop }: { gates: readonly OpenGate[]; stop: boolean }) {
  const t = useText("episodes");
  return (
    <ul className="behind" data-stop={stop || undefined}>
      {gates.map((open) => (
        <li key={open.gate}><Shape tone={stop ? "stop" : "quiet"} /> {t(`gate_open.${open.gate}`, { n: open.missing })}</li>
      ))}
    </ul>
  );
}

export function Outlets({ outlets }: { outlets: readonly EpisodeOutlet[] }) {
  const t = useText("episodes");
  const platforms = usePlatforms();
  if (outlets.length === 0) return null;
  return (
    <ul className="behind">
      {outlets.map((one) => (
        <li key={one.publication}>
          {platforms(one.platform)} {one.slot_at === null ? t("no_slot") : <DayText value={one.slot_at} withTime near />} <StateOf kind="publication" value={one.state} />
        </li>
      ))}
    </ul>
  );
}
