// The kit of one publication: its time, how it will look, what to copy, what to check, and the link that proves it.

import { Checkbox, DatePicker, Input } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import type { PublicationView } from "../../generated/types";
import { useHost } from "../../host";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { usePlatforms } from "../../shared/platforms";
import { Link } from "../../shared/route";
import { sayDone } from "../../shared/say";
import { Shape, StateOf, StateTag } from "../../shared/StateTag";
import type { Tone } from "../../shared/states";
import { useRead, useWrite } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";
import { Checks } from "./Checks";
import { GoingOut } from "./GoingOut";
import { KitSteps } from "./KitSteps";
import { Preview } from "./Preview";
import "./schedule.css";
import { SlotForm } from "./SlotForm";

export function Kit({ publication: id, withEpisode = false }: { publication: string; withEpisode?: boolean }) {
  const found = useRead("publication_view", { publication: id }, { keep: false });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return found.data ? <KitOf publication={found.data} withEpisode={withEpisode} /> : null;
}

function KitOf({ publication, withEpisode }: { publication: PublicationView; withEpisode: boolean }) {
  const t = useText("schedule");
  const platforms = usePlatforms();
  const { channel } = publication;
  const atWork = publication.state === "awaiting_person" || publication.steps.includes("confirm");
  return (
    <div className="kit">
      <p className="kit-head">
        <strong>{platforms(channel.platform)}</strong> <span className="quiet">{channel.handle}</span>
        <StateOf kind="publication" value={publication.state} />
        {withEpisode && (
          <Link to="/episodes/$id" params={{ id: publication.episode }} search={{ tab: "publish" }}>{t("kit.open_episode")}</Link>
        )}
      </p>
      {publication.stale && <StateTag tone="stop">{t("kit.stale")}</StateTag>}
      <Standing publication={publication} />
      <section>
        <h3>{t("slot.title")}</h3>
        <SlotForm key={publication.version} publication={publication} />
      </section>
      <Checks publication={publication} />
      <GoingOut publication={publication} />
      <Preview publication={publication} />
      <KitSteps publication={publication} />
      {atWork && <Checklist publication={publication} />}
      <Proof publication={publication} />
      <Attempts publication={publication} />
    </div>
  );
}

const told = { unconfirmed: "doubt", failed: "doubt", corrected: "done", withdrawn: "quiet", canceled: "quiet" } as const satisfies Partial<Record<PublicationView["state"], Tone>>;

/** What a state that is not the straight way means, and what to do next. */
function Standing({ publication }: { publication: PublicationView }) {
  const t = useText("schedule");
  const { state, reason } = publication;
  if (!(state in told)) return null;
  const one = state as keyof typeof told;
  return (
    <div className="kit-note" data-tone={told[one]} role="status">
      <Shape tone={told[one]} />
      <span>{t(`standing.${one}`)}{reason !== "" && <span className="quiet"> {t("standing.reason", { reason })}</span>}</span>
    </div>
  );
}

function Checklist({ publication }: { publication: PublicationView }) {
  const t = useText("schedule");
  const host = useHost();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { backend } = publication.channel;
  return (
    <section className="checklist">
      <h3>
        {t("kit.checklist")}
        {backend && <Button size="small" onClick={() => void host.openExternal(backend)}>{t("kit.backend")}</Button>}
      </h3>
      {publication.checklist.map(({ key, detail }) => (
        <Checkbox
          key={key}
          checked={ticked.includes(key)}
          onChange={({ target }) => setTicked((old) => (target.checked ? [...old, key] : old.filter((one) => one !== key)))}
        >
          {t(`kit.check.${key}`)} {detail !== "" && key !== "title" && <span className="quiet">{detail}</span>}
        </Checkbox>
      ))}
    </section>
  );
}

function Proof({ publication }: { publication: PublicationView }) {
  const t = useText("schedule");
  const host = useHost();
  const [pasted, setPasted] = useState("");
  const [since, setSince] = useState<Dayjs | null>(null);
  const [error, setError] = useState<unknown>(null);
  const confirm = useWrite("confirm_publication", {
    onDone: () => {
      setPasted("");
      setError(null);
      sayDone(t("kit.confirmed"));
    },
    onError: (cause) => {
      setError(cause);
      return true;
    },
  });
  const send = () => {
    if (pasted.trim() !== "") confirm.mutate({ publication: publication.id, version: publication.version, pasted, published_at: since?.valueOf() ?? null });
  };
  const { link } = publication;
  if (link) {
    return (
      <p className="kit-link">
        <Button type="link" onClick={() => void host.openExternal(link)}>{link}</Button>
        <DayText value={publication.published_at} withTime />
      </p>
    );
  }
  if (!publication.steps.includes("confirm")) return null;
  return (
    <section>
      <h3>{t("kit.link")}</h3>
      <div className="slot-line">
        <Input
          value={pasted}
          placeholder={t("kit.link_hint")}
          aria-label={t("kit.link")}
          onChange={(event) => setPasted(event.target.value)}
          onPressEnter={send}
        />
        <DatePicker
          className="slot-time"
          aria-label={t("kit.since")}
          placeholder={t("kit.since")}
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          needConfirm={false}
          value={since}
          onChange={setSince}
        />
        <Button type="primary" loading={confirm.isPending} disabled={pasted.trim() === ""} onClick={send}>{t("kit.confirm")}</Button>
      </div>
      {error != null && <ErrorNote error={error} />}
    </section>
  );
}

function Attempts({ publication }: { publication: PublicationView }) {
  const t = useText("schedule");
  if (publication.attempts.length === 0) return null;
  return (
    <section>
      <h3>{t("kit.attempts")}</h3>
      <ul className="attempts">
        {publication.attempts.map((attempt) => (
          <li key={attempt.at}>
            <DayText value={attempt.at} withTime /> {t(`kit.way.${attempt.way}`)} {attempt.by?.name} · {t(`kit.outcome.${attempt.outcome}`)}
            {attempt.answer !== "" && <span className="quiet"> {attempt.answer}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
