// What most starts show loads beside the program instead of after it: the Chinese words, the frame and the home. And a
// language is data: an engine reads text in JSON in a fraction of the time that it takes to read, compile and run it as code.

import type { Plugin } from "vite";
import en from "../src/text/en/index.ts";
import zh from "../src/text/zh/index.ts";

const languages: Record<string, unknown> = { zh, en };

const soon = ["words-zh", "workplace", "home", "common"];

interface Link {
  tag: "link";
  attrs: Record<string, string | true>;
  injectTo: "head";
}
const link = (attrs: Record<string, string | true>): Link => ({ tag: "link", attrs: { ...attrs, crossorigin: true }, injectTo: "head" });

export function fromTheStart(): Plugin {
  return {
    name: "from-the-start",
    apply: "build",
    load(id) {
      const [, language = ""] = /src\/text\/(zh|en)\/index\.ts$/.exec(id) ?? [];
      const words = languages[language];
      return words === undefined ? undefined : `export default JSON.parse(${JSON.stringify(JSON.stringify(words))});`;
    },
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) =>
        Object.values(bundle ?? {}).flatMap((file) => {
          if (file.type !== "chunk" || !soon.includes(file.name)) return [];
          const styles = [...(file.viteMetadata?.importedCss ?? [])].map((sheet) => link({ rel: "stylesheet", href: `/${sheet}` }));
          return [link({ rel: "modulepreload", href: `/${file.fileName}` }), ...styles];
        }),
    },
  };
}
