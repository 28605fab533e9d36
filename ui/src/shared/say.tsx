// Short messages at the top of the window, callable from outside of a component. Errors stay until read.

import type { MessageInstance } from "antd/es/message/interface";
import { useSyncExternalStore, type ReactNode } from "react";
import { StudioError } from "../host";
import { engine } from "../text";
import { Button } from "./Button";
import { late, withAntDesign } from "./late";
import { sentenceOf } from "./sentence";

// The code that shows messages comes with the first of them.
const Messages = late(withAntDesign(async () => (await import("./Messages")).Messages));

const spoken = {
  anything: false,
  listener: () => {},
  by: null as MessageInstance | null,
  /** What was said before it could be shown. */
  waiting: [] as ((messages: MessageInstance) => void)[],
};

function say(words: (messages: MessageInstance) => void): void {
  if (spoken.by) return words(spoken.by);
  spoken.waiting.push(words);
  spoken.anything = true;
  spoken.listener();
}

/** For the place where messages appear: it speaks from now on, until the answer is called. */
export function speakThrough(messages: MessageInstance): () => void {
  spoken.by = messages;
  for (const words of spoken.waiting.splice(0)) words(messages);
  return () => {
    if (spoken.by === messages) spoken.by = null;
  };
}

function onFirst(listener: () => void): () => void {
  spoken.listener = listener;
  return () => {
    spoken.listener = () => {};
  };
}

/** Once, inside of what gives Ant Design its theme: the place where messages appear. */
export function SayOutlet(): ReactNode {
  return useSyncExternalStore(onFirst, () => spoken.anything) ? <Messages /> : null;
}

export function sayError(cause: unknown): void {
  // A form shows both versions itself; whoever pressed a button sees the newer one by now.
  const sentence = StudioError.of(cause).code === "stale" ? engine().t("shared:stale") : sentenceOf(cause);
  say((messages) => void messages.open({ type: "error", content: sentence, key: sentence, duration: 8 }));
}

/** What went wrong without an error of the studio's. */
export function sayFailed(text: string): void {
  say((messages) => void messages.error(text));
}

export function sayDone(text: string): void {
  say((messages) => void messages.success(text));
}

/** What was not done and why, when nothing failed; with the way out where there is one. */
export function sayWarning(text: string, way?: { name: string; go: () => void }): void {
  say((messages) => void messages.open({ type: "warning", content: way ? <WithAct text={text} of={text} name={way.name} act={way.go} /> : text, key: text, duration: 8 }));
}

/** "Moved to 搁置 [undo]": eight seconds to take back what just happened, the last thing only. Ctrl+Z is the caller's. */
export function sayUndo(text: string, undo: () => void): void {
  say((messages) => void messages.open({ key: "undo", type: "success", duration: 8, content: <WithAct text={text} of="undo" name={engine().t("shared:undo")} act={undo} /> }));
}

/** A message's words and what can be pressed in it; one press is enough, then it goes. */
function WithAct({ text, of, name, act }: { text: string; of: string; name: string; act: () => void }) {
  const press = () => {
    say((messages) => messages.destroy(of));
    act();
  };
  return (
    <span>
      {text}
      <Button type="link" size="small" onClick={press}>{name}</Button>
    </span>
  );
}
