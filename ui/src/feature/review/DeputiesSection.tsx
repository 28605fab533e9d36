// Who stands in for whom, appointing somebody, and ending it before its last day.

import { DatePicker, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import type { DeputiesView, DeputyView } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { useMe } from "../../shared/me";
import { sayDone } from "../../shared/say";
import { StateTag } from "../../shared/StateTag";
import { useRead, useWrite } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import "./review.css";

export function DeputiesSection() {
  const t = useText("review");
  const found = useRead("list_deputies", {});
  return (
    <section className="deputies" aria-label={t("deputy.title")}>
      <h2>{t("deputy.title")}</h2>
      <p className="quiet">{t("deputy.lead")}</p>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data && (found.data.may_appoint || found.data.may_appoint_for_others) && <Appoint found={found.data} />}
      {found.data && (found.data.rows.length === 0 ? <EmptyState title={t("deputy.none")} /> : <Rows rows={found.data.rows} />)}
    </section>
  );
}

function Appoint({ found }: { found: DeputiesView }) {
  const t = useText("review");
  const me = useMe();
  const people = (useRead("list_people", { on: null, with_left: false }).data ?? []).filter((one) => one.has_account);
  const [principal, setPrincipal] = useState<string | null>(found.may_appoint ? me.person.id : null);
  const [deputy, setDeputy] = useState<string | null>(null);
  const [days, setDays] = useState<[Dayjs, Dayjs] | null>(null);
  const save = useWrite("save_deputy", {
    onDone: () => {
      sayDone(t("deputy.added"));
      setDeputy(null);
      setDays(null);
    },
    onError: () => true,
  });
  // Whoever administers a unit need not be on its roster.
  const known = people.some((one) => one.id === me.person.id) ? people : [me.person, ...people];
  const options = known.map((one) => ({ value: one.id, label: one.id === me.person.id ? `${one.name}（${t("deputy.me")}）` : one.name }));
  return (
    <div>
      <div className="deputy-form">
        {found.may_appoint_for_others && (
          <Select aria-label={t("deputy.principal")} placeholder={t("deputy.principal")} showSearch={{ optionFilterProp: "label" }} value={principal} onChange={setPrincipal} options={options} />
        )}
        <Select aria-label={t("deputy.deputy")} placeholder={t("deputy.deputy")} showSearch={{ optionFilterProp: "label" }} value={deputy} onChange={setDeputy} options={options.filter((one) => one.value !== principal && people.some((person) => person.id === one.value))} />
        <DatePicker.RangePicker
          aria-label={t("deputy.dates")}
          placeholder={[t("deputy.from"), t("deputy.to")]}
          value={days}
          onChange={(range) => setDays(range?.[0] && range[1] ? [range[0], range[1]] : null)}
        />
        <Button
          type="primary"
          disabled={!principal || !deputy || !days}
          loading={save.isPending}
          onClick={() =>
            principal && deputy && days && save.mutate({ principal, deputy, from: days[0].format("YYYY-MM-DD"), to: days[1].format("YYYY-MM-DD") })
          }
        >
          {t("deputy.add")}
        </Button>
      </div>
      {save.error && <ErrorNote error={save.error} />}
    </div>
  );
}

function Rows({ rows }: { rows: readonly DeputyView[] }) {
  const t = useText("review");
  const shared = useText("shared");
  const end = useWrite("end_deputy", { onDone: () => sayDone(t("deputy.ended")) });
  return (
    <table>
      <thead>
        <tr>
          <th>{t("deputy.principal")}</th>
          <th>{t("deputy.deputy")}</th>
          <th>{t("deputy.dates")}</th>
          <th>{t("deputy.state")}</th>
          <th><span className="sr-only">{shared("table.steps")}</span></th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.principal.name}</td>
            <td>{row.deputy.name}</td>
            <td><DayText value={row.from} /> – <DayText value={row.to} /></td>
            <td>
              <StateTag tone={row.holds ? "now" : "quiet"}>{t(row.holds ? "deputy.holds" : row.ended_at === null && row.steps.length > 0 ? "deputy.coming" : "deputy.over")}</StateTag>
            </td>
            <td>{row.steps.includes("end") && <Button size="small" type="link" onClick={() => end.mutate({ id: row.id })}>{t("deputy.end")}</Button>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
