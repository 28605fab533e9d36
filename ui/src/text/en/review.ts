import type { Words } from "..";
import type zh from "../zh/review";

const review: Words<typeof zh> = {
  title: "Review",
};
export default review;
