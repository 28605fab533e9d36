// What stands between the start and the studio: no door chosen, no workspace yet, nobody signed in. Then the router.

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { StudioError, useHost, type Host } from "../host";
import { ErrorNote } from "../shared/ErrorNote";
import { late, withAntDesign } from "../shared/late";
import { prefetch, useRead, useStaleNews } from "../shared/studio";
import { useText } from "../text";
import { MeContext } from "../shared/me";
import { entrance, sessionSignal, useSessionLost } from "./session";

const FirstStart = late(withAntDesign(async () => (await import("./door/FirstStart")).FirstStart));
const CreateWorkspace = late(withAntDesign(async () => (await import("./door/CreateWorkspace")).CreateWorkspace));
const SignIn = late(async () => (await import("./door/SignIn")).SignIn);
const ReplacePassword = late(withAntDesign(async () => (await import("./door/ReplacePassword")).ReplacePassword));
const Workplace = late(async () => (await import("./Workplace")).Workplace);
const SessionLost = late(withAntDesign(async () => (await import("./door/SessionLost")).SessionLost));

/** Fetches and asks for all that a start shows first, so that it is drawn once. Being wrong about where it leads costs a fetch. */
export async function ahead(client: QueryClient, host: Host): Promise<void> {
  const asked = [prefetch(client, host, "me", {}), prefetch(client, host, "workspace_state", {})];
  if (entrance.last() === "inside") {
    if (window.location.pathname === "/") void prefetch(client, host, "home", {});
    asked.push(import("./Workplace").then(({ arrive }) => arrive()), Workplace.fetch());
  } else asked.push(SignIn.fetch());
  await Promise.allSettled(asked);
}

export function Studio() {
  const host = useHost();
  const client = useQueryClient();
  const [mode, setMode] = useState(() => host.door().mode);

  const doorChosen = () => {
    client.clear();
    setMode(host.door().mode);
  };
  return mode === "none" ? (
    <FirstStart onChosen={doorChosen} />
  ) : (
    <Inside key={mode} onLeave={host.choosesDoor ? () => setMode("none") : undefined} />
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

  const known = me.isFetched;
  useEffect(() => {
    if (known) entrance.remember(client.getQueryData(["me", {}]) !== undefined);
  }, [known, client]);
  const enter = () => {
    sessionSignal.found();
    // Everything: another person may have signed in, and reads may have failed meanwhile.
    void client.invalidateQueries();
  };
  if (me.data?.must_change) return <ReplacePassword onDone={enter} />;
  if (me.data) {
    return (
      <MeContext value={{ me: me.data, leaveDoor: onLeave }}>
        <Workplace />
        {lost && <SessionLost onEntered={enter} />}
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
