// Where the messages of `say` appear.

import { message } from "antd";
import { useEffect, type ReactNode } from "react";
import { speakThrough } from "./say";

export function Messages(): ReactNode {
  const [messages, outlet] = message.useMessage({ maxCount: 3 });
  useEffect(() => speakThrough(messages), [messages]);
  return outlet;
}
