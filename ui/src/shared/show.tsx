// For component tests: draws a screen on a fake host, signed in, at an address of its own.

import { QueryClientProvider } from "@tanstack/react-query";
import { render, type RenderResult } from "@testing-library/react";
import locale from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import type { MeView } from "../generated/operations";
import { HostProvider } from "../host";
import type { FakeHost } from "../host/fake";
import { AntDesign } from "./AntDesign";
import { AntSettingContext } from "./antSetting";
import { MeContext } from "./me";
import { ShownAt, useAddress } from "./route";
import { SayOutlet } from "./say";
import { newQueryClient } from "./studio";

export const someone: MeView = {
  person: { id: "p1", name: "甲某某" },
  unit: { id: "u1", name: "演示县人民检察院" },
  login: "jia",
  roles: [],
  zone: "Asia/Shanghai",
  rights: [],
  must_change: false,
  demo: false,
};

function AtAddress({ children }: { children: ReactNode }) {
  return <ShownAt address={useAddress()} params={{}}>{children}</ShownAt>;
}

/** `show(<TopicsPage />, host, { at: "/topics?tab=table" })` */
export function show(ui: ReactNode, host: FakeHost, { at = "/", me = someone } = {}): RenderResult {
  window.history.replaceState(null, "", at);
  return render(
    <HostProvider host={host}>
      <QueryClientProvider client={newQueryClient(() => {})}>
        <AntSettingContext value={{ locale, shade: "light", motion: false }}>
          <AntDesign>
            <SayOutlet />
            <MeContext value={{ me, leaveDoor: undefined }}>
              <AtAddress>{ui}</AtAddress>
            </MeContext>
          </AntDesign>
        </AntSettingContext>
      </QueryClientProvider>
    </HostProvider>,
  );
}
