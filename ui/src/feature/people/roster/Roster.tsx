// The roster: everybody in post by department, the chosen one beside the list.

import { UserAddOutlined } from "@ant-design/icons";
import { Checkbox, Input } from "antd";
import { useMemo, useState } from "react";
import type { PersonRow } from "../../../generated/types";
import { Button } from "../../../shared/Button";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { ListDetail } from "../../../shared/ListDetail";
import { useMay } from "../../../shared/me";
import { useRead } from "../../../shared/studio";
import { DayText } from "../../../shared/time";
import { useUrlState } from "../../../shared/url";
import { VirtualTable, type Column } from "../../../shared/VirtualTable";
import { useText } from "../../../text";
import { AddPerson } from "./AddPerson";
import { PersonDetail } from "./PersonDetail";
import "./roster.css";

export function Roster() {
  const t = useText("people");
  const [url, setUrl] = useUrlState({ person: "", find: "", left: "" });
  const [adding, setAdding] = useState(false);
  const mayAdd = useMay("administer");
  const people = useRead("list_people", { on: null, with_left: url.left !== "" });
  const rows = useMemo(() => found(people.data ?? [], url.find), [people.data, url.find]);
  const columns = useMemo<Column<PersonRow>[]>(
    () => [
      { key: "name", title: t("roster.name"), width: 120, grow: 1, value: (row) => row.name, render: (row) => row.name },
      {
        key: "department", title: t("roster.department"), width: 150, grow: 2, value: (row) => row.employment?.department_name ?? null,
        render: (row) => row.employment?.department_name ?? <span className="quiet">{t("roster.left")}</span>,
      },
      { key: "category", title: t("roster.category"), width: 80, value: (row) => row.employment?.category ?? null, render: (row) => row.employment && t(`category.${row.employment.category}`) },
      { key: "post", title: t("roster.post"), width: 120, grow: 1, value: (row) => row.employment?.title ?? null, render: (row) => row.employment?.title },
      { key: "since", title: t("roster.since"), width: 120, value: (row) => row.employment?.from ?? null, render: (row) => row.employment && <DayText value={row.employment.from} style="iso" /> },
      { key: "account", title: t("roster.account"), width: 80, value: (row) => (row.has_account ? 1 : 0), render: (row) => row.has_account && t("roster.has_account") },
    ],
    [t],
  );
  const add = mayAdd && <Button type="primary" icon={<UserAddOutlined />} onClick={() => setAdding(true)}>{t("roster.add")}</Button>;
  const chosen = people.data?.find((row) => row.id === url.person);
  if (people.error) return <ErrorNote error={people.error} retry={() => void people.refetch()} />;
  return (
    <>
      <div className="roster-bar" role="search">
        <Input allowClear className="roster-find" value={url.find} placeholder={t("roster.search")} aria-label={t("roster.search")} onChange={(event) => setUrl({ find: event.target.value }, { replace: true })} />
        <Checkbox checked={url.left !== ""} onChange={(event) => setUrl({ left: event.target.checked ? "1" : "" })}>{t("roster.with_left")}</Checkbox>
        <span className="quiet">{people.data && t("roster.count", { n: people.data.filter((row) => row.employment !== null).length })}</span>
        <span className="roster-add">{add}</span>
      </div>
      <div className="roster-body">
        <ListDetail
          list={
            <VirtualTable
              label={t("tabs.roster")}
              rows={rows}
              rowKey={(row) => row.id}
              columns={columns}
              chosen={url.person}
              onChoose={(row) => setUrl({ person: row.id })}
              reset={url.find + url.left}
              empty={people.data && (people.data.length === 0 ? <EmptyState title={t("roster.empty_title")} text={t("roster.empty_text")} action={add} /> : <EmptyState title={t("roster.none")} />)}
            />
          }
          detail={url.person === "" ? null : <PersonDetail id={url.person} />}
          detailKey={url.person}
          detailTitle={chosen?.name}
          onClose={() => setUrl({ person: "" })}
        />
      </div>
      <AddPerson open={adding} onClose={() => setAdding(false)} onAdded={(person) => setUrl({ person })} />
    </>
  );
}

function found(people: readonly PersonRow[], text: string): readonly PersonRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return people;
  return people.filter(
    (row) => row.name.toLowerCase().includes(wanted) || row.initials.some((one) => one.startsWith(wanted)) || row.employment?.department_name.toLowerCase().includes(wanted),
  );
}
