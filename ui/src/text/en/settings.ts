import type { Words } from "..";
import type zh from "../zh/settings";

const settings: Words<typeof zh> = {
  title: "Settings",
};
export default settings;
