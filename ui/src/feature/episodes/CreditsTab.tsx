// Who did what for this work: proposed from what is known, added, confirmed. Only confirmed credits count.

import { DeleteOutlined } from "@ant-design/icons";
import { Select } from "antd";
import { useState } from "react";
import type { CreditRole, CreditView, Degree } from "../../generated/operations";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { StateTag } from "../../shared/StateTag";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { usePeople } from "./people";

const roles: CreditRole[] = ["planner", "writer", "host", "camera", "editor", "copy", "legal_adviser", "reviewer"];
const degrees: Degree[] = ["lead", "equal", "supporting"];

export function CreditsTab({ episodeId }: { episodeId: string }) {
  const t = useText("episodes");
  const shared = useText("shared");
  const terms = useText("terms");
  const { data, error, refetch } = useRead("list_credits", { episode: episodeId }, { keep: false });
  const save = useWrite("save_credit");
  const confirm = useWrite("confirm_credits");
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return null;
  const edits = data.steps.includes("save_credit");
  const open = data.credits.filter((credit) => !credit.confirmed);
  return (
    <div className="credits">
      {data.credits.length === 0 && <EmptyState title={t("credit.none")} text={edits ? t("credit.none_text") : undefined} />}
      {data.credits.length > 0 && (
        <table>
          <thead>
            <tr><th>{t("credit.person")}</th><th>{t("credit.role")}</th><th>{t("credit.degree")}</th><th className="number">{t("credit.share")}</th><th>{t("credit.state")}</th><th><span className="sr-only">{shared("table.steps")}</span></th></tr>
          </thead>
          <tbody>{data.credits.map((credit) => <Row key={credit.id} credit={credit} episodeId={episodeId} edits={edits} />)}</tbody>
        </table>
      )}
      {edits && open.length > 0 && (
        <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate({ credits: open.map(({ id, version }) => ({ id, version })) })}>
          {t("credit.confirm_all", { n: open.length })}
        </Button>
      )}
      {edits && data.proposed.length > 0 && (
        <section>
          <h2>{t("credit.proposed")}</h2>
          <ul>
            {data.proposed.map((one) => (
              <li key={one.person.id + one.role}>
                <strong>{one.person.name}</strong> {terms(`role.${one.role}`)}
                <span className="quiet">{t(`credit.reason.${one.reason as "wrote_draft"}`)}</span>
                <Button
                  size="small"
                  disabled={save.isPending}
                  onClick={() => save.mutate({ id: null, version: 0, episode: episodeId, person: one.person.id, role: one.role, degree: one.degree, confirmed: true })}
                >
                  {t("credit.take")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {edits && <Add episodeId={episodeId} />}
    </div>
  );
}

function Row({ credit, episodeId, edits }: { credit: CreditView; episodeId: string; edits: boolean }) {
  const t = useText("episodes");
  const terms = useText("terms");
  const save = useWrite("save_credit");
  const remove = useWrite("remove_credit");
  const change = (patch: { role?: CreditRole; degree?: Degree }) =>
    save.mutate({ id: credit.id, version: credit.version, episode: episodeId, person: credit.person.id, role: credit.role, degree: credit.degree, confirmed: credit.confirmed, ...patch });
  return (
    <tr>
      <td>{credit.person.name}</td>
      <td>
        {edits ? (
          <Select size="small" variant="borderless" aria-label={t("credit.role")} value={credit.role} options={roles.map((value) => ({ value, label: terms(`role.${value}`) }))} onChange={(role: CreditRole) => change({ role })} />
        ) : (
          terms(`role.${credit.role}`)
        )}
      </td>
      <td>
        {edits ? (
          <Select size="small" variant="borderless" aria-label={t("credit.degree")} value={credit.degree} options={degrees.map((value) => ({ value, label: terms(`degree.${value}`) }))} onChange={(degree: Degree) => change({ degree })} />
        ) : (
          terms(`degree.${credit.degree}`)
        )}
      </td>
      <td className="number">{(credit.share / 10_000).toFixed(1)}%</td>
      <td><StateTag tone={credit.confirmed ? "done" : "quiet"}>{t(credit.confirmed ? "credit.confirmed" : "credit.unconfirmed")}</StateTag></td>
      <td>
        {edits && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("credit.remove", { name: credit.person.name })} loading={remove.isPending} onClick={() => remove.mutate({ id: credit.id, version: credit.version })} />}
      </td>
    </tr>
  );
}

function Add({ episodeId }: { episodeId: string }) {
  const t = useText("episodes");
  const terms = useText("terms");
  const people = usePeople();
  const [person, setPerson] = useState<string | null>(null);
  const [role, setRole] = useState<CreditRole>("host");
  const [degree, setDegree] = useState<Degree>("equal");
  const save = useWrite("save_credit", { onDone: () => setPerson(null) });
  return (
    <section>
      <h2>{t("credit.add")}</h2>
      <div className="credit-add">
        <Select aria-label={t("credit.person")} placeholder={t("credit.person")} showSearch={{ filterOption: people.search }} value={person} options={people.options} onChange={setPerson} />
        <Select aria-label={t("credit.role")} value={role} options={roles.map((value) => ({ value, label: terms(`role.${value}`) }))} onChange={setRole} />
        <Select aria-label={t("credit.degree")} value={degree} options={degrees.map((value) => ({ value, label: terms(`degree.${value}`) }))} onChange={setDegree} />
        <Button
          disabled={person === null}
          loading={save.isPending}
          onClick={() => person !== null && save.mutate({ id: null, version: 0, episode: episodeId, person, role, degree, confirmed: false })}
        >
          {t("credit.give")}
        </Button>
      </div>
    </section>
  );
}
