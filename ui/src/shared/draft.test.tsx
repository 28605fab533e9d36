// A form that two people write in at once: nothing is overwritten unseen, and nothing typed is lost.

import { act, fireEvent, renderHook, screen } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeHost } from "../host/fake";
import { startText } from "../text";
import { DraftClash, useDraft } from "./draft";
import { show } from "./show";

interface Column {
  name: string;
  cadence: string;
}

beforeEach(() => startText("zh"));

const open = (now: Column, version: number) =>
  renderHook(({ now, version }) => useDraft(now, version), { initialProps: { now, version } });

test("a form follows what others store until something is written in it", () => {
  const form = open({ name: "说酒驾", cadence: "7" }, 1);
  form.rerender({ now: { name: "说说酒驾", cadence: "7" }, version: 2 });
  expect([form.result.current.draft.name, form.result.current.version]).toEqual(["说说酒驾", 2]);
  act(() => form.result.current.set({ name: "醉驾" }));
  form.rerender({ now: { name: "说酒驾", cadence: "14" }, version: 3 });
  expect(form.result.current).toMatchObject({ draft: { name: "醉驾" }, version: 2, behind: true, dirty: true });
});

test("one's own save is no clash, and what was written meanwhile stays", () => {
  const form = open({ name: "说酒驾", cadence: "7" }, 1);
  act(() => form.result.current.set({ name: "醉驾 " }));
  const sent = form.result.current.draft;
  act(() => form.result.current.set({ cadence: "30" }));
  act(() => form.result.current.stored({ name: "醉驾", cadence: "7" }, 2, sent));
  form.rerender({ now: { name: "醉驾", cadence: "7" }, version: 2 });
  expect(form.result.current).toMatchObject({ draft: { name: "醉驾", cadence: "30" }, version: 2, behind: false, dirty: true });
});

test("the dialog shows where the two differ; mine keeps what only the other changed", async () => {
  const put = vi.fn();
  function Form() {
    const [{ now, version }, store] = useState({ now: { name: "说酒驾", cadence: "7" }, version: 1 });
    const form = useDraft(now, version);
    return (
      <>
        <button onClick={() => form.set({ name: "醉驾" })}>写</button>
        <button onClick={() => store({ now: { name: "酒驾", cadence: "14" }, version: 2 })}>别人存</button>
        <button onClick={form.ask}>存</button>
        <DraftClash form={form} lines={(one) => [["名称", one.name], ["更新", one.cadence]]} onMine={put} />
      </>
    );
  }
  show(<Form />, fakeHost({}));
  for (const press of ["写", "别人存", "存"]) fireEvent.click(await screen.findByText(press));
  expect(await screen.findByText("酒驾")).toBeTruthy();
  expect(screen.queryByText("14")).toBeNull();
  fireEvent.click(screen.getByText("用我的"));
  expect(put).toHaveBeenCalledWith({ name: "醉驾", cadence: "14" }, 2);
});
