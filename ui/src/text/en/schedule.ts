import type { Words } from "..";
import type zh from "../zh/schedule";

const schedule: Words<typeof zh> = {
  title: "Schedule",
};
export default schedule;
