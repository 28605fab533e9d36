// For component tests: draws a screen on a fake host, signed in, at an address of its own.

import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider, type AnyRouter,
} from "@tanstack/react-router";
import { render, type RenderResult } from "@testing-library/react";
import type { ReactNode } from "react";
import type { MeView } from "../generated/operations";
import { HostProvider } from "../host";
import type { FakeHost } from "../host/fake";
import { MeContext } from "./me";
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

export interface Shown extends RenderResult {
  router: AnyRouter;
}

/** `await show(<TopicsPage />, host, { at: "/topics?tab=table" })` */
export async function show(ui: ReactNode, host: FakeHost, { at = "/", me = someone } = {}): Promise<Shown> {
  const root = createRootRoute();
  const any = createRoute({ getParentRoute: () => root, path: "$", component: () => <>{ui}</> });
  const index = createRoute({ getParentRoute: () => root, path: "/", component: () => <>{ui}</> });
  const router = createRouter({
    routeTree: root.addChildren([index, any]),
    history: createMemoryHistory({ initialEntries: [at] }),
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  });
  await router.load();
  const shown = render(
    <HostProvider host={host}>
      <QueryClientProvider client={newQueryClient(() => {})}>
        <SayOutlet />
        <MeContext value={{ me, leaveDoor: undefined }}>
          <RouterProvider router={router as never} />
        </MeContext>
      </QueryClientProvider>
    </HostProvider>,
  );
  return { ...shown, router };
}
