import type { Words } from "..";
import type zh from "../zh/topics";

const topics: Words<typeof zh> = {
  title: "Topics",
};
export default topics;
