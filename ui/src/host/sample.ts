// The answers behind ?host=fake: enough invented material to look at every screen without a server.
// `?host=fake&door=none` begins at first start, `&workspace=empty` at the creation of a workspace, `&signed=out` at sign-in.

import { StudioError, type Host } from "./host";
import { fakeHost } from "./fake";
import type { MeView } from "../generated/operations";

const me: MeView = {
  person: { id: "p1", name: "甲某某" },
  unit: { id: "u1", name: "演示县人民检察院" },
  login: "jia",
  roles: ["administrator"],
  zone: "Asia/Shanghai",
  rights: ["read", "propose", "manage", "administer"],
  must_change: false,
  demo: true,
};

export function sampleHost(): Host {
  const wish = new URLSearchParams(window.location.search);
  let ready = wish.get("workspace") !== "empty";
  let signedIn = ready && wish.get("signed") !== "out";
  const enter = () => {
    ready = signedIn = true;
    return me;
  };
  return fakeHost(
    {
      workspace_state: () => ({ ready, unit_name: ready ? me.unit.name : null, demo: true }),
      create_workspace: enter,
      sign_in: ({ password }) => {
        if (password.length < 4) throw new StudioError("wrong_password", {});
        return enter();
      },
      sign_out: () => {
        signedIn = false;
        return null;
      },
      me: () => {
        if (!signedIn) throw new StudioError("not_signed_in");
        return me;
      },
      search: ({ text }) => ({
        hits: [
          { kind: "episode", id: "e1", title: "隔夜酒也是酒", detail: "说酒驾 第 24 期 · 保密审查", episode_id: "e1" },
          { kind: "person", id: "p2", title: "乙某某", detail: "第一检察部", episode_id: null },
          { kind: "topic", id: "t1", title: `高空抛物 · ${text}`, detail: "入围", episode_id: null },
        ],
      }),
    },
    { choosesDoor: true, door: wish.get("door") === "none" ? "none" : "local" },
  );
}
