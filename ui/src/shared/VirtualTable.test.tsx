import { fireEvent, screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { fakeHost } from "../host/fake";
import { show } from "./show";
import { VirtualTable, type Column } from "./VirtualTable";

interface Row { id: string; name: string; views: number | null }

const rows: Row[] = Array.from({ length: 10_000 }, (_, n) => ({ id: `${n}`, name: `第 ${n} 期`, views: n === 5 ? null : n }));
const columns: Column<Row>[] = [
  { key: "name", title: "名称", width: 200, grow: 1, render: (row) => row.name },
  { key: "views", title: "播放", width: 100, align: "end", value: (row) => row.views, render: (row) => row.views },
];

function Table() {
  const [chosen, setChosen] = useState<string | null>(null);
  const [opened, setOpened] = useState("");
  return (
    <>
      <output>{opened}</output>
      <VirtualTable label="节目" rows={rows} rowKey={(row) => row.id} columns={columns} chosen={chosen} onChoose={(row) => setChosen(row.id)} onOpen={(row) => setOpened(row.name)} />
    </>
  );
}

const firstRow = () => screen.getAllByRole("row")[1]?.textContent;

test("draws few of 10,000 rows, sorts with missing values last, and moves by keys", async () => {
  show(<Table />, fakeHost({}));
  const grid = screen.getByRole("grid", { name: "节目" });
  expect(grid.getAttribute("aria-rowcount")).toBe("10001");
  expect(screen.getAllByRole("row").length).toBeLessThan(60);

  const head = within(grid).getByRole("button", { name: "播放" });
  fireEvent.click(head);
  fireEvent.click(head);
  expect(firstRow()).toBe("第 9999 期9999");

  grid.focus();
  fireEvent.keyDown(grid, { key: "ArrowDown" });
  fireEvent.keyDown(grid, { key: "ArrowDown" });
  fireEvent.keyDown(grid, { key: "Enter" });
  expect(screen.getByRole("status").textContent).toBe("第 9998 期");
});
