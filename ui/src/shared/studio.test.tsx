import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { SearchHits } from "../generated/operations";
import { StudioError } from "../host";
import { fakeHost } from "../host/fake";
import { line } from "./line";
import { useRead, useStaleNews, useWrite } from "./studio";
import { show } from "./show";

const hits = (title: string): SearchHits => ({ hits: [{ kind: "topic", id: "1", title, detail: "", episode_id: null }] });

function Found() {
  useStaleNews();
  const found = useRead("search", { text: "酒", limit: 5 });
  return <p>{found.error ? "没有读到" : found.data?.hits[0]?.title}</p>;
}

test("what somebody else changed is asked again, what does not depend on it is not", async () => {
  const host = fakeHost({ search: hits("隔夜酒也是酒") });
  show(<Found />, host);
  await screen.findByText("隔夜酒也是酒");

  host.answer({ search: hits("酒后挪车") });
  host.tell(["metrics"]);
  host.tell(["topics"]);

  await screen.findByText("酒后挪车");
  expect(host.calls.filter((call) => call.op === "search")).toHaveLength(2);
});

function SignOut() {
  const me = useRead("me", {});
  const write = useWrite("sign_out", {
    guess: (_, guess) => guess("me", (now) => ({ ...now, login: "再见" })),
  });
  return (
    <button type="button" onClick={() => write.mutate({})}>
      {me.data?.login}
    </button>
  );
}

test("a guess is drawn at once and taken back when the write is refused, with its sentence", async () => {
  let refuse = (_: unknown) => {};
  const host = fakeHost({
    me: { person: { id: "1", name: "甲" }, unit: { id: "1", name: "院" }, login: "jia", zone: "Asia/Shanghai", roles: [], rights: [], must_change: false, demo: false },
    sign_out: () => new Promise((_, fail) => (refuse = fail)),
  });
  show(<SignOut />, host);
  await userEvent.click(await screen.findByRole("button", { name: "jia" }));
  await screen.findByRole("button", { name: "再见" });

  refuse(new StudioError("stale"));

  await screen.findByRole("button", { name: "jia" });
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("别人刚刚改过"));
});

test("a page stays with what is written on it when reading it again does not get through", async () => {
  const host = fakeHost({ search: hits("隔夜酒也是酒") });
  show(<Found />, host);
  await screen.findByText("隔夜酒也是酒");
  host.answer({ search: () => Promise.reject(new StudioError("no_connection")) });
  host.tell(["topics"]);
  await waitFor(() => expect(line.isLost()).toBe(true));
  expect(screen.queryByText("没有读到")).toBeNull();
  host.answer({ search: hits("酒后挪车") });
  host.tell(["topics"]);
  await screen.findByText("酒后挪车");
  expect(line.isLost()).toBe(false);
});
