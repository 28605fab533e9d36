import type { Words } from "..";
import type zh from "../zh/people";

const people: Words<typeof zh> = {
  title: "People",
};
export default people;
