import type { Words } from "..";
import type zh from "../zh/home";

const home: Words<typeof zh> = {
  title: "Home",
  first: {
    label: "Getting started",
    close: "Do not show again",
    steps: {
      roster: { name: "Roster", title: "Begin with the unit's people", text: "Topics, scripts and credits choose from the roster, and participation is counted from it. Add people one by one or from a spreadsheet.", go: "To the roster" },
      columns: { name: "Columns", title: "Make a column", text: "Episodes are numbered by column. Begin with the one you use most.", go: "Make a column" },
      channels: { name: "Channels", title: "Enter the unit's channels", text: "Douyin, WeChat, Weibo: episodes are scheduled on them. Platform passwords are never kept.", go: "Enter a channel" },
      accounts: { name: "Accounts", title: "Give colleagues accounts", text: "Reviews need different people. One account each, never shared.", go: "Create an account" },
      topic: { name: "First topic", title: "Write the first topic", text: "One line is enough; Enter adds it.", go: "Write a topic" },
    },
  },
};
export default home;
