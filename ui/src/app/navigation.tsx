// The nine places of the rail. `count` names the number in `useCounts`, `initials` is what one types in the palette.

import {
  AppstoreOutlined, BarChartOutlined, BulbOutlined, CalendarOutlined, CheckSquareOutlined, HomeOutlined, ReadOutlined, SettingOutlined, TeamOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { TextName } from "../text";

export interface Place {
  name: Extract<TextName, "home" | "topics" | "episodes" | "review" | "schedule" | "metrics" | "people" | "laws" | "settings">;
  to: "/" | "/topics" | "/episodes" | "/review" | "/schedule" | "/metrics" | "/people" | "/laws" | "/settings";
  icon: ReactNode;
  initials: string;
}

export const places: Place[] = [
  { name: "home", to: "/", icon: <HomeOutlined />, initials: "gzt" },
  { name: "topics", to: "/topics", icon: <BulbOutlined />, initials: "xt" },
  { name: "episodes", to: "/episodes", icon: <AppstoreOutlined />, initials: "jm" },
  { name: "review", to: "/review", icon: <CheckSquareOutlined />, initials: "sh" },
  { name: "schedule", to: "/schedule", icon: <CalendarOutlined />, initials: "pq" },
  { name: "metrics", to: "/metrics", icon: <BarChartOutlined />, initials: "sj" },
  { name: "people", to: "/people", icon: <TeamOutlined />, initials: "ry" },
  { name: "laws", to: "/laws", icon: <ReadOutlined />, initials: "fg" },
  { name: "settings", to: "/settings", icon: <SettingOutlined />, initials: "sz" },
];
