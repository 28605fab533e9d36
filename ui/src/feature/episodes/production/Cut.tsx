// The final cut: the film with its facts, and comments at its moments.

import { useRef, useState } from "react";
import type { ProductionView } from "../../../generated/types";
import { useHost } from "../../../host";
import { Button } from "../../../shared/Button";
import { bytesWords, FilePick } from "../../../shared/FilePick";
import { useWrite } from "../../../shared/studio";
import { useText } from "../../../text";
import { CutComments } from "./CutComments";
import { Section } from "./Section";
import { momentWords } from "./moment";

const mostBytes = 4 * 1024 ** 3;

export function Cut({ production }: { production: ProductionView }) {
  const t = useText("production");
  const host = useHost();
  const film = useRef<HTMLVideoElement>(null);
  const [at, setAt] = useState(0);
  const [replacing, setReplacing] = useState(false);
  const set = useWrite("set_final_cut", { onDone: () => setReplacing(false) });
  const may = production.steps.includes("set_final_cut");
  const cut = production.final_cut;
  const probe = cut?.probe ?? null;
  const go = (ms: number) => {
    const player = film.current;
    if (!player) return;
    player.currentTime = ms / 1000;
    player.pause();
    player.focus();
  };
  return (
    <Section title={t("cut.title")} tools={cut && may && !replacing && <Button size="small" onClick={() => setReplacing(true)}>{t("cut.replace")}</Button>}>
      {cut ? (
        <div className="cut">
          <div className="cut-film">
            <video ref={film} controls preload="metadata" src={host.mediaUrl(cut.sha256, cut.name)} aria-label={t("cut.player")} onTimeUpdate={(event) => setAt(Math.round(event.currentTarget.currentTime * 1000))} />
            <p className="quiet">
              {cut.name}
              <br />
              {t("cut.facts", {
                size: bytesWords(cut.size),
                length: probe?.duration_ms ? momentWords(probe.duration_ms) : t("cut.unknown"),
                pixels: probe?.width && probe.height ? `${probe.width}×${probe.height}` : t("cut.unknown"),
                codec: probe?.codec ?? t("cut.unknown"),
              })}
              {production.cut_by && <><br />{t("cut.by", { name: production.cut_by.name })}</>}
            </p>
          </div>
          <CutComments episode={production.episode} at={at} go={go} />
        </div>
      ) : (
        <p className="quiet">{t("cut.none")} {may && t("cut.none_text")}</p>
      )}
      {may && (cut === null || replacing) && (
        <FilePick accept={[".mp4", ".mov", ".m4v"]} most={mostBytes} hint={t("cut.hint")} onStored={(file) => set.mutate({ episode: production.episode, version: production.version, film: file.sha256 })} />
      )}
    </Section>
  );
}
