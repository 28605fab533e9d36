import type { Words } from "..";
import type zh from "../zh/scripts";

const scripts: Words<typeof zh> = {
  title: "Script",
};
export default scripts;
