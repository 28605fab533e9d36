import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { HostProvider, StudioError } from "../host";
import { fakeHost, type FakeHost } from "../host/fake";
import { sentenceOf } from "../shared/sentence";
import { someone } from "../shared/show";
import { newQueryClient } from "../shared/studio";
import { AppearanceProvider, loadLocale } from "./Appearance";
import { sessionSignal } from "./session";
import { Studio } from "./Studio";

async function open(host: FakeHost) {
  const locale = await loadLocale("zh");
  render(
    <HostProvider host={host}>
      <QueryClientProvider client={newQueryClient(sessionSignal.lost)}>
        <AppearanceProvider locale={locale}>
          <Studio />
        </AppearanceProvider>
      </QueryClientProvider>
    </HostProvider>,
  );
}

test("a wrong password says what to do; the right one leads into the studio", async () => {
  let signedIn = false;
  let answered = () => {};
  let asked = 0;
  const host = fakeHost({
    workspace_state: { ready: true, unit_name: someone.unit.name, demo: false },
    me: async () => {
      // The second question takes its time, as over a network.
      if (++asked === 2) await new Promise<void>((done) => (answered = done));
      if (signedIn) return someone;
      throw new StudioError("not_signed_in");
    },
    sign_in: ({ password }) => {
      if (password !== "一句好记的话") throw new StudioError("wrong_password");
      signedIn = true;
      return someone;
    },
  });
  await open(host);
  await userEvent.type(await screen.findByLabelText("账号"), "jia");
  await userEvent.type(screen.getByLabelText("密码"), "猜的{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("账号或密码不对");
  // Who one is was asked again meanwhile; the sentence and what was typed are still there.
  await waitFor(() => expect(asked).toBe(2));
  expect(screen.getByRole("alert").textContent).toContain("账号或密码不对");
  expect(screen.getByLabelText<HTMLInputElement>("账号").value).toBe("jia");
  answered();

  await userEvent.clear(screen.getByLabelText("密码"));
  await userEvent.type(screen.getByLabelText("密码"), "一句好记的话{Enter}");
  expect(await screen.findByRole("navigation", { name: "主导航" })).toBeTruthy();
});

test("on a new computer the three ways in are offered, and the chosen one is taken", async () => {
  const host = fakeHost({ workspace_state: { ready: false, unit_name: null, demo: false } }, { choosesDoor: true, door: "none" });
  await open(host);
  await userEvent.click(await screen.findByRole("button", { name: /在这台电脑上新建工作区/ }));
  expect(await screen.findByRole("heading", { name: "新建工作区" })).toBeTruthy();
  expect(host.door().mode).toBe("local");
});

test("a locked account is told how long to wait", () => {
  expect(sentenceOf(new StudioError("locked_out", { wait_ms: 61_000 }))).toContain("2 分钟");
});

test("a damaged database is said at the start, and its last good backup is one press away", async () => {
  const host = fakeHost({ workspace_state: { ready: false, unit_name: null, demo: false } }, { choosesDoor: true, door: "none" });
  const door = host.door;
  const restored: string[] = [];
  host.door = () => ({ ...door(), trouble: new StudioError("damaged") });
  host.lastGoodBackup = async () => ({ name: "studio-20261122-090000.db", taken_at: 1_795_309_200_000, size: 1 });
  host.restoreBackup = async (name) => void restored.push(name);
  await open(host);
  expect((await screen.findByRole("alert")).textContent).toContain("数据文件已损坏");
  await userEvent.click(await screen.findByRole("button", { name: /恢\s*复这份备份/ }));
  expect(restored).toEqual(["studio-20261122-090000.db"]);
});
