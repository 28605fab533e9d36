// A new workspace: one card with the next step, from the roster to the first topic. It goes when all is done, or when told to.

import { CheckCircleFilled, CloseOutlined } from "@ant-design/icons";
import { Button } from "../../shared/Button";
import { useMe } from "../../shared/me";
import { Link } from "../../shared/route";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import "./first-steps.css";

const kept = "first_steps";

const steps = [
  { name: "roster", to: "/people", search: { tab: "roster" } },
  { name: "columns", to: "/settings/columns", search: {} },
  { name: "channels", to: "/settings/channels", search: {} },
  { name: "accounts", to: "/settings/accounts", search: {} },
  { name: "topic", to: "/topics", search: {} },
] as const;

/** What a table can bring instead. */
const imports = { roster: "roster", columns: "episodes", channels: "episodes" } as const;

/** Null for everybody who does not set the unit up, and once there is nothing left to set up. */
export function FirstSteps() {
  const t = useText("home");
  const { rights } = useMe();
  const mine = rights.includes("administer");
  const preferences = useRead("list_preferences", {}, { enabled: mine });
  const open = mine && preferences.data?.some((one) => one.key === kept) === false;
  const people = useRead("list_people", { on: null, with_left: false }, { enabled: open });
  const columns = useRead("list_columns", {}, { enabled: open });
  const channels = useRead("list_channels", {}, { enabled: open });
  const accounts = useRead("list_accounts", {}, { enabled: open });
  const topics = useRead("list_topics", { filter: { column: null, department: null, source: null, text: null, mine: false }, state: null, after: null, limit: 1 }, { enabled: open });
  const close = useWrite("save_preference");
  if (!open || !people.data || !columns.data || !channels.data || !accounts.data || !topics.data) return null;

  const done = {
    roster: people.data.length > 0, columns: columns.data.length > 0, channels: channels.data.length > 0,
    accounts: accounts.data.length > 1, topic: topics.data.rows.length > 0,
  };
  const next = steps.find((step) => !done[step.name]);
  if (!next) return null;
  return (
    <section className="first-steps" aria-label={t("first.label")}>
      <Button className="first-close" type="text" icon={<CloseOutlined />} aria-label={t("first.close")} title={t("first.close")} onClick={() => close.mutate({ key: kept, value: "closed" })} />
      <ol className="first-line">
        {steps.map(({ name }) => (
          <li key={name} data-done={done[name] || undefined} aria-current={name === next.name ? "step" : undefined}>
            {done[name] && <CheckCircleFilled aria-hidden="true" />} {t(`first.steps.${name}.name`)}
          </li>
        ))}
      </ol>
      <h2>{t(`first.steps.${next.name}.title`)}</h2>
      <p>{t(`first.steps.${next.name}.text`)}</p>
      <div className="first-ways">
        <Link to={next.to} search={next.search} className="first-go">{t(`first.steps.${next.name}.go`)}</Link>
        {next.name in imports && <Link to="/import" search={{ kind: imports[next.name as keyof typeof imports] }} className="first-go">{t("first.import")}</Link>}
      </div>
    </section>
  );
}
