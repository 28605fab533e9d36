// The start: host, words and locale load side by side, then the page is drawn once.

import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AppearanceProvider, loadLocale, readShadeChoice, resolveShade } from "./app/Appearance";
import { sessionSignal } from "./app/session";
import { Studio } from "./app/Studio";
import { HostProvider, pickHost } from "./host";
import { Broken } from "./shared/Broken";
import { SayOutlet } from "./shared/say";
import { newQueryClient } from "./shared/studio";
import { paint } from "./shared/tokens";
import { currentLanguage, startText } from "./text";
import "./shared/base.css";
import "./shared/shared.css";
import "./app/app.css";

paint(resolveShade(readShadeChoice()));

const language = currentLanguage();
const [host, locale] = await Promise.all([
  pickHost().then(async (picked) => {
    await picked.start();
    return picked;
  }),
  loadLocale(language),
  startText(language),
]);
const client = newQueryClient(sessionSignal.lost);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <HostProvider host={host}>
        <QueryClientProvider client={client}>
          <AppearanceProvider locale={locale}>
            <SayOutlet />
            <Broken>
              <Studio />
            </Broken>
          </AppearanceProvider>
        </QueryClientProvider>
      </HostProvider>
    </StrictMode>,
  );
}
