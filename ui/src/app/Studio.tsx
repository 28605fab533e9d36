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
import { sessionSignal, useSessionLost } from "./session";

const FirstStart = lazy(() => import("./door/FirstStart").then((m) => ({ default: m.FirstStart })));
const CreateWorkspace = lazy(() => import("./door/CreateWorkspace").then((m) => ({ default: m.CreateWorkspace })));
const SignIn = lazy(() => import("./door/SignIn").then((m) => ({ default: m.SignIn })));
const ReplacePassword = lazy(() => import("./door/ReplacePassword").then((m) => ({ default: m.ReplacePassword })));
const SessionLost = lazy(() => import("./door/SessionLost").then((m) => ({ default: m.SessionLost })));

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
  const client = useQueryClient();
  const lost = useSessionLost();
  useStaleNews();

  const enter = () => {
    sessionSignal.found();
    // Everything: another person may have signed in, and reads may have failed meanwhile.
    void client.invalidateQueries();
  };
  if (me.data?.must_change) return <ReplacePassword onDone={enter} />;
  if (me.data) {
    return (
      <MeContext value={{ me: me.data, leaveDoor: onLeave }}>
        <RouterProvider router={router} />
        {lost && (
          <Suspense fallback={null}>
            <SessionLost onEntered={enter} />
          </Suspense>
        )}
      </MeContext>
    );
  }
  if (workspace.error) {
    return <ErrorNote title={t("starting_failed")} error={workspace.error} retry={() => void workspace.refetch()} page />;
  }
  // Only the first time: a refused sign-in asks again who one is, and what was typed stays meanwhile.
  if (!workspace.data || !me.isFetched) return null;
  if (!workspace.data.ready) return <CreateWorkspace onEntered={enter} onLeave={onLeave} />;
  if (me.error && StudioError.of(me.error).code !== "not_signed_in") {
    return <ErrorNote title={t("starting_failed")} error={me.error} retry={() => void me.refetch()} page />;
  }
  return <SignIn unit={workspace.data.unit_name} onEntered={enter} onLeave={onLeave} />;
}
