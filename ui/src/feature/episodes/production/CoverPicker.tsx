// The picture from which covers are cut: its focal point is pressed on, or moved with the arrow keys.

import { Input } from "antd";
import { useState, type KeyboardEvent, type PointerEvent } from "react";
import type { ProductionView } from "../../../generated/types";
import { useHost } from "../../../host";
import { Button } from "../../../shared/Button";
import { FilePick } from "../../../shared/FilePick";
import { useWrite } from "../../../shared/studio";
import { useText } from "../../../text";
import { Section } from "./Section";

const clamp = (share: number) => Math.min(1, Math.max(0, Math.round(share * 100) / 100));
const shown = ["3:4", "4:3", "16:9"] as const;
const mostBytes = 30 * 1024 * 1024;

export function CoverPicker({ production }: { production: ProductionView }) {
  const t = useText("production");
  const host = useHost();
  const [focus, setFocus] = useState({ x: production.focus_x, y: production.focus_y });
  const [words, setWords] = useState(production.cover_title);
  const [replacing, setReplacing] = useState(false);
  const may = production.steps.includes("set_cover_source");
  const save = useWrite("set_cover_source", { onDone: () => setReplacing(false) });
  const picture = production.cover_source?.sha256 ?? null;
  const send = (sha256: string | null) =>
    save.mutate({ episode: production.episode, version: production.version, picture: sha256, focus_x: focus.x, focus_y: focus.y, cover_title: words });
  const changed = focus.x !== production.focus_x || focus.y !== production.focus_y || words !== production.cover_title;

  const press = (event: PointerEvent<HTMLElement>) => {
    if (!may) return;
    const box = event.currentTarget.getBoundingClientRect();
    setFocus({ x: clamp((event.clientX - box.left) / box.width), y: clamp((event.clientY - box.top) / box.height) });
  };
  const key = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 0.1 : 0.02;
    const dx = { ArrowLeft: -step, ArrowRight: step }[event.key] ?? 0;
    const dy = { ArrowUp: -step, ArrowDown: step }[event.key] ?? 0;
    if (!may || (dx === 0 && dy === 0)) return;
    event.preventDefault();
    setFocus({ x: clamp(focus.x + dx), y: clamp(focus.y + dy) });
  };
  const percent = { x: Math.round(focus.x * 100), y: Math.round(focus.y * 100) };
  return (
    <Section title={t("cover.title")} tools={picture && may && !replacing && <Button size="small" onClick={() => setReplacing(true)}>{t("cover.replace")}</Button>}>
      {picture ? (
        <>
          <div
            className="focus"
            role="slider"
            tabIndex={may ? 0 : -1}
            aria-label={t("cover.focus")}
            aria-valuetext={t("cover.focus_at", percent)}
            aria-valuenow={percent.x}
            onPointerDown={press}
            onKeyDown={key}
          >
            <img src={host.mediaUrl(picture)} alt="" draggable={false} />
            <span className="focus-point" style={{ left: `${percent.x}%`, top: `${percent.y}%` }} aria-hidden="true" />
          </div>
          <p className="quiet">{t("cover.focus")} {t("cover.focus_at", percent)}</p>
          <div className="focus-cuts">
            {shown.map((ratio) => (
              <figure key={ratio}>
                <img src={host.mediaUrl(picture)} alt="" style={{ aspectRatio: ratio.replace(":", " / "), objectPosition: `${percent.x}% ${percent.y}%` }} />
                <figcaption>{t("cover.ratio", { ratio })}</figcaption>
              </figure>
            ))}
          </div>
        </>
      ) : (
        <p className="quiet">{t("cover.none_text")}</p>
      )}
      {may && (picture === null || replacing) && <FilePick accept={[".jpg", ".jpeg", ".png", ".webp", ".bmp"]} most={mostBytes} hint={t("cover.hint")} onStored={(file) => send(file.sha256)} />}
      <label>
        {t("cover.words")}
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 3 }} maxLength={60} disabled={!may} value={words} placeholder={t("cover.words_hint")} onChange={(event) => setWords(event.target.value)} />
      </label>
      {may && <Button className="made-save" disabled={!changed} loading={save.isPending} onClick={() => send(picture)}>{t("cover.save")}</Button>}
    </Section>
  );
}
