// What stands between the start and the studio: no door chosen, no workspace yet, nobody signed in. Then the router.

import { useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { StudioError, useHost } from "../host";
import { ErrorNote } from "../shared/ErrorNote";
import { useRead, useStaleNews } from "../shared/studio";
import { useText } from "../text";
import { MeContext } from "../shared/me";
import { router } from "./router";
import { sessionSignal } from "./session";
import { SessionLost } from "./door/SessionLost";

const FirstStart = lazy(() => import("./door/FirstStart").then((m) => ({ default: m.FirstStart })));
const CreateWorkspace = lazy(() => import("./door/CreateWorkspace").then((m) => ({ default: m.CreateWorkspace })));
import { SignIn } from "./door/SignIn";

export function Studio() {
  const host = useHost();
  const client = useQueryClient();
  const [mode, setMode] = useState(() => host.door().mode);

  const doorChosen = () => {
    client.clear();
    setMode(host.door().mode);
  };
  return (
    <Suspense fallback={null}>
      {mode === "none" ? (
        <FirstStart onChosen={doorChosen} />
      ) : (
        <Inside key={mode} onLeave={host.choosesDoor ? () => setMode("none") : undefined} />
      )}
    </Suspense>
  );
}

/** Asks both questions at once: is there a workspace, and who am I in it. */
function Inside({ onLeave }: { onLeave: (() => void) | undefined }) {
  const t = useText("app");
  const workspace = useRead("workspace_state", {});
  const me = useRead("me", {});
  useStaleNews();

  const enter = () => {
    sessionSignal.found();
    void me.refetch();
  };
  if (me.data) {
    return (
      <MeContext value={{ me: me.data, leaveDoor: onLeave }}>
        <RouterProvider router={router} />
        <SessionLost onEntered={enter} />
      </MeContext>
    );
  }
  if (workspace.error) {
    return <ErrorNote title={t("starting_failed")} error={workspace.error} retry={() => void workspace.refetch()} page />;
  }
  if (!workspace.data || me.isPending) return null;
  if (workspace.data.state === "empty") return <CreateWorkspace onEntered={enter} onLeave={onLeave} />;
  if (me.error && StudioError.of(me.error).code !== "not_signed_in") {
    return <ErrorNote title={t("starting_failed")} error={me.error} retry={() => void me.refetch()} page />;
  }
  return <SignIn unit={workspace.data.unit_name} onEntered={enter} onLeave={onLeave} />;
}
