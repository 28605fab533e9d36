// The head of VirtualTable: names of columns; one press sorts, a second turns, a third gives the own order back.

import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useText } from "../text";
import type { Column, Sort } from "./VirtualTable";

interface TableHeadProps<T> {
  columns: readonly Column<T>[];
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
  minWidth: number;
  before: ReactNode;
}

export function TableHead<T>({ columns, sort, onSort, minWidth, before }: TableHeadProps<T>) {
  const t = useText("shared");
  const press = (key: string) => onSort(sort?.key !== key ? { key, down: false } : sort.down ? null : { key, down: true });
  return (
    <div role="rowgroup" className="vtable-head" style={{ minWidth }}>
      <div role="row" aria-rowindex={1} className="vtable-head-row">
        {before && <div role="columnheader">{before}</div>}
        {columns.map((column) => {
          const active = sort?.key === column.key;
          return (
            <div
              key={column.key}
              role="columnheader"
              data-align={column.align}
              aria-sort={active ? (sort.down ? "descending" : "ascending") : undefined}
            >
              {column.value || column.sorts ? (
                <button type="button" onClick={() => press(column.key)} title={t("table.sort", { name: column.title })}>
                  {column.title}
                  {active && (sort.down ? <CaretDownOutlined /> : <CaretUpOutlined />)}
                </button>
              ) : (
                column.title || <span className="sr-only">{t("table.steps")}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
