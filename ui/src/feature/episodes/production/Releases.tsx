// Everybody in the picture and their consent.

import { Input } from "antd";
import { useState } from "react";
import type { ProductionView, ReleaseView } from "../../../generated/types";
import { Button } from "../../../shared/Button";
import { StateTag } from "../../../shared/StateTag";
import { useWrite } from "../../../shared/studio";
import { useText } from "../../../text";
import { Section } from "./Section";

export function Releases({ production }: { production: ProductionView }) {
  const t = useText("production");
  const [edited, setEdited] = useState<string | null>(null);
  const may = production.steps.includes("save_release");
  const remove = useWrite("remove_release");
  const stateOf = (release: ReleaseView) => (release.held ? "held" : release.withdrawn_on ? "taken_back" : "missing");
  return (
    <Section title={t("releases.title")} tools={may && edited === null && <Button size="small" onClick={() => setEdited("new")}>{t("releases.add")}</Button>}>
      {production.releases.length === 0 && edited === null && <p className="quiet">{t("releases.none")} {t("releases.none_text")}</p>}
      <ul className="lines">
        {production.releases.map((release) =>
          edited === release.id ? (
            <li key={release.id}><ReleaseForm episode={production.episode} release={release} onClose={() => setEdited(null)} /></li>
          ) : (
            <li key={release.id}>
              <strong>{release.name}</strong>
              <StateTag tone={release.held ? "done" : "doubt"}>{t(`releases.${stateOf(release)}`)}</StateTag>
              <span>{release.withdrawn_on ?? release.given_on}</span>
              <span className="quiet lines-note">{release.scope}</span>
              {may && <Button type="text" size="small" onClick={() => setEdited(release.id)}>{t("releases.edit")}</Button>}
              {may && release.withdrawn_on === null && (
                <Button type="text" size="small" loading={remove.isPending} onClick={() => remove.mutate({ id: release.id, version: release.version })}>{t("releases.remove")}</Button>
              )}
            </li>
          ),
        )}
      </ul>
      {edited === "new" && <ReleaseForm episode={production.episode} release={null} onClose={() => setEdited(null)} />}
    </Section>
  );
}

function ReleaseForm({ episode, release, onClose }: { episode: string; release: ReleaseView | null; onClose: () => void }) {
  const t = useText("production");
  const [name, setName] = useState(release?.name ?? "");
  const [scope, setScope] = useState(release?.scope ?? "");
  const [given, setGiven] = useState<string>(release?.given_on ?? "");
  const [withdrawn, setWithdrawn] = useState<string>(release?.withdrawn_on ?? "");
  const save = useWrite("save_release", { onDone: onClose });
  return (
    <form
      className="made-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          episode, id: release?.id ?? null, version: release?.version ?? 0, name, scope,
          given_on: given || null, withdrawn_on: withdrawn || null, sheet: release?.sheet?.sha256 ?? null,
        });
      }}
    >
      <Input autoFocus value={name} maxLength={40} placeholder={t("releases.name")} aria-label={t("releases.name")} onChange={(event) => setName(event.target.value)} />
      <Input className="made-wide" value={scope} maxLength={500} placeholder={t("releases.scope")} aria-label={t("releases.scope")} onChange={(event) => setScope(event.target.value)} />
      <label>{t("releases.given")} <Input type="date" value={given} onChange={(event) => setGiven(event.target.value)} /></label>
      {release && <label>{t("releases.withdrawn")} <Input type="date" value={withdrawn} onChange={(event) => setWithdrawn(event.target.value)} /></label>}
      <Button htmlType="submit" type="primary" disabled={name.trim() === ""} loading={save.isPending}>{t("releases.save")}</Button>
      <Button onClick={onClose}>✕</Button>
    </form>
  );
}
