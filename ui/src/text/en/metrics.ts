import type { Words } from "..";
import type zh from "../zh/metrics";

const metrics: Words<typeof zh> = {
  title: "Metrics",
};
export default metrics;
