// The start: host, words and locale load side by side, then the page is drawn once.

import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AppearanceProvider, loadLocale, readShadeChoice, resolveShade } from "./app/Appearance";
import { focusFieldsOfDialogs } from "./app/dialogFocus";
import { entrance, sessionSignal } from "./app/session";
import { holdStrayFiles } from "./app/strayFiles";
import { ahead, Studio } from "./app/Studio";
import { HostProvider, pickHost, type Host } from "./host";
import { Broken } from "./shared/Broken";
import { ErrorNote } from "./shared/ErrorNote";
import { SayOutlet } from "./shared/say";
import { newQueryClient } from "./shared/studio";
import { paint } from "./shared/tokens";
import { currentLanguage, startText } from "./text";
import "./shared/base.css";
import "virtual:antd-button.css";
import "./shared/shared.css";
import "./app/app.css";

paint(resolveShade(readShadeChoice()));
holdStrayFiles(window);
focusFieldsOfDialogs(document);

const language = currentLanguage();
const client = newQueryClient(sessionSignal.lost);
// No await out here: the chunks that load now import this very one, and would wait for it as it for them.
void Promise.all([startHost(), loadLocale(language), startText(language)]).then(([started, locale]) => draw(started, locale));

type Started = { host: Host } | { failed: unknown };

/** A host that cannot start is an answer too: the page then says so instead of staying white. */
async function startHost(): Promise<Started> {
  try {
    const host = await pickHost();
    // Where a start led somewhere before, not even the door is waited for.
    const known = entrance.last() !== null ? ahead(client, host) : undefined;
    await host.start();
    if (host.door().mode !== "none") await (known ?? ahead(client, host));
    return { host };
  } catch (failed) {
    return { failed };
  }
}

function Start({ started }: { started: Started }) {
  if ("failed" in started) return <ErrorNote error={started.failed} retry={() => window.location.reload()} page />;
  return (
    <HostProvider host={started.host}>
      <Broken>
        <Studio />
      </Broken>
    </HostProvider>
  );
}

function draw(started: Started, locale: Awaited<ReturnType<typeof loadLocale>>): void {
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <AppearanceProvider locale={locale}>
          <SayOutlet />
          <Start started={started} />
        </AppearanceProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
