import type { Words } from "..";
import type zh from "../zh/home";

const home: Words<typeof zh> = {
  title: "Home",
};
export default home;
