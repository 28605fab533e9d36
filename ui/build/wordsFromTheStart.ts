// Chinese is what nearly everybody reads: its words load beside the program instead of after it.

import type { Plugin } from "vite";

export function wordsFromTheStart(): Plugin {
  return {
    name: "words-from-the-start",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) =>
        Object.values(bundle ?? {})
          .filter((file) => file.type === "chunk" && file.name === "words-zh")
          .map((file) => ({ tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `/${file.fileName}` }, injectTo: "head" as const })),
    },
  };
}
