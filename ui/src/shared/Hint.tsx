// A word that explains what the pointer rests on. Its code comes after the page: what is explained stands without it.

import type { TooltipProps } from "antd";
import { late, withAntDesign } from "./late";

export const Hint = late<TooltipProps>(withAntDesign(async () => (await import("antd/es/tooltip")).default), ({ children }) => children);
