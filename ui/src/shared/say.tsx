// Short messages at the top of the window, callable from outside of a component. Errors stay until read.

import { Button, message } from "antd";
import i18next from "i18next";
import { useEffect, type ReactNode } from "react";
import { StudioError } from "../host";
import { sentenceOf } from "./sentence";

type Messages = ReturnType<typeof message.useMessage>[0];
let messages: Messages | null = null;

/** Once, inside of what gives Ant Design its theme: the place where messages appear. */
export function SayOutlet(): ReactNode {
  const [mine, outlet] = message.useMessage({ maxCount: 3 });
  useEffect(() => {
    messages = mine;
    return () => {
      if (messages === mine) messages = null;
    };
  }, [mine]);
  return outlet;
}

export function sayError(cause: unknown): void {
  // A form shows both versions itself; whoever pressed a button sees the newer one by now.
  const sentence = StudioError.of(cause).code === "stale" ? i18next.t("shared:stale") : sentenceOf(cause);
  void messages?.open({ type: "error", content: sentence, key: sentence, duration: 8 });
}

/** What went wrong without an error of the studio's. */
export function sayFailed(text: string): void {
  void messages?.error(text);
}

export function sayDone(text: string): void {
  void messages?.success(text);
}

/** What was not done and why, when nothing failed; with the way out where there is one. */
export function sayWarning(text: string, way?: { name: string; go: () => void }): void {
  void messages?.open({ type: "warning", content: way ? <WithAct text={text} of={text} name={way.name} act={way.go} /> : text, key: text, duration: 8 });
}

/** "Moved to 搁置 [undo]": eight seconds to take back what just happened, the last thing only. Ctrl+Z is the caller's. */
export function sayUndo(text: string, undo: () => void): void {
  void messages?.open({ key: "undo", type: "success", duration: 8, content: <WithAct text={text} of="undo" name={i18next.t("shared:undo")} act={undo} /> });
}

/** A message's words and what can be pressed in it; one press is enough, then it goes. */
function WithAct({ text, of, name, act }: { text: string; of: string; name: string; act: () => void }) {
  const press = () => {
    messages?.destroy(of);
    act();
  };
  return (
    <span>
      {text}
      <Button type="link" size="small" onClick={press}>{name}</Button>
    </span>
  );
}
