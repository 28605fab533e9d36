// Whether what is on screen is kept: nothing has to be saved by hand, so this is the only place that says so.

import { CheckOutlined, CloudSyncOutlined, WarningOutlined } from "@ant-design/icons";
import { useText } from "../text";
import { clockTime } from "./time";

export type SaveState = "saved" | "saving" | "waiting";

export function Saved({ state, at }: { state: SaveState; at?: number | null }) {
  const t = useText("shared");
  return (
    <span className="saved" data-state={state} role="status" aria-live="polite">
      {state === "saved" ? <CheckOutlined /> : state === "saving" ? <CloudSyncOutlined /> : <WarningOutlined />}
      {state === "saving" ? t("saving") : state === "waiting" ? t("not_saved") : at ? t("saved_at", { time: clockTime(at) }) : t("saved")}
    </span>
  );
}
