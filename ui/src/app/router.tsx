// The addresses of the studio. Every screen is its own chunk; the address carries filter, tab and chosen row as strings.

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { UrlState } from "../shared/url";
import { Frame } from "./Frame";
import { NotFound } from "./NotFound";
import { PageBroken } from "./PageBroken";
import { PageSkeleton } from "./PageSkeleton";

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): UrlState =>
    Object.fromEntries(
      Object.entries(search)
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
});

const under = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

const routes = [
  createRoute({ ...under("/"), component: lazyRouteComponent(() => import("../feature/home"), "HomePage") }),
  createRoute({ ...under("/topics"), component: lazyRouteComponent(() => import("../feature/topics"), "TopicsPage") }),
  createRoute({ ...under("/episodes"), component: lazyRouteComponent(() => import("../feature/episodes"), "EpisodesPage") }),
  createRoute({ ...under("/episodes/$id"), component: lazyRouteComponent(() => import("./EpisodeRoute"), "EpisodeRoute") }),
  createRoute({ ...under("/episodes/$id/script"), component: lazyRouteComponent(() => import("./ScriptRoute"), "ScriptRoute") }),
  createRoute({ ...under("/review"), component: lazyRouteComponent(() => import("../feature/review"), "ReviewQueuePage") }),
  createRoute({ ...under("/review/$id"), component: lazyRouteComponent(() => import("../feature/review"), "ReviewPage") }),
  createRoute({ ...under("/schedule"), component: lazyRouteComponent(() => import("../feature/schedule"), "SchedulePage") }),
  createRoute({ ...under("/metrics"), component: lazyRouteComponent(() => import("../feature/metrics"), "MetricsPage") }),
  createRoute({ ...under("/people"), component: lazyRouteComponent(() => import("../feature/people"), "PeoplePage") }),
  createRoute({ ...under("/people/$id"), component: lazyRouteComponent(() => import("../feature/people"), "PersonPage") }),
  createRoute({ ...under("/laws"), component: lazyRouteComponent(() => import("../feature/law"), "LawsPage") }),
  createRoute({ ...under("/settings"), component: lazyRouteComponent(() => import("./SettingsRoute"), "SettingsRoute") }),
  createRoute({ ...under("/settings/$section"), component: lazyRouteComponent(() => import("./SettingsRoute"), "SettingsRoute") }),
  createRoute({ ...under("/import"), component: lazyRouteComponent(() => import("../feature/imports"), "ImportPage") }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: "intent",
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultErrorComponent: PageBroken,
  scrollRestoration: true,
  // Plain strings in the address: ?tab=review, not ?tab=%22review%22.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
    return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs as [string, string][]).toString()}`;
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
