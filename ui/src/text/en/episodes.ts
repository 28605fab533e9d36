import type { Words } from "..";
import type zh from "../zh/episodes";

const episodes: Words<typeof zh> = {
  title: "Episodes",
  tabs: { script: "Script", review: "Review", production: "Production", publish: "Publish", metrics: "Metrics", credits: "Credits", history: "History" },
};
export default episodes;
