// A publication as its platform will show it: cover in its ratio, title with its counter, text and tags; each can be copied.

import { useState } from "react";
import type { PublicationView } from "../../generated/types";
import { useHost } from "../../host";
import { Button } from "../../shared/Button";
import { CopyButton } from "../../shared/CopyButton";
import { bytesWords } from "../../shared/FilePick";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { lengthOf } from "./count";

export function Counter({ used, most }: { used: number; most: number | null }) {
  const t = useText("schedule");
  const over = most !== null && used > most;
  return (
    <span className="counter" data-over={over || undefined}>
      {most === null ? t("tab.count_only", { used }) : t("tab.count", { used, most })}
    </span>
  );
}

export function Preview({ publication }: { publication: PublicationView }) {
  const t = useText("schedule");
  const host = useHost();
  const [at, setAt] = useState(0);
  const make = useWrite("make_cover");
  const cover = publication.covers[at] ?? publication.covers[0];
  const { limits } = publication;
  const mayEdit = publication.steps.includes("edit");
  return (
    <section className="preview" aria-label={t("kit.preview")}>
      <div className="preview-cover">
        {cover ? (
          <img src={host.mediaUrl(cover.sha256)} alt={cover.ratio} style={{ aspectRatio: `${cover.width} / ${cover.height}` }} />
        ) : (
          <div className="preview-none">{t("kit.no_cover")}<br />{t("kit.cover_hint")}</div>
        )}
        <div className="preview-tools">
          {publication.covers.length > 1 &&
            publication.covers.map((one, n) => (
              <Button key={one.ratio} size="small" type={n === at ? "primary" : "default"} aria-pressed={n === at} onClick={() => setAt(n)}>{one.ratio}</Button>
            ))}
          {cover && <Button size="small" onClick={() => void host.saveFile(`${publication.title} ${cover.ratio.replace(":", "x")}.jpg`, { sha256: cover.sha256 })}>{t("kit.save_cover")}</Button>}
          {mayEdit && (
            <Button size="small" loading={make.isPending} onClick={() => make.mutate({ publication: publication.id, version: publication.version })}>
              {t(cover ? "kit.remake_cover" : "kit.make_cover")}
            </Button>
          )}
        </div>
        {cover?.enlarged && <p className="quiet">{t("kit.enlarged")}</p>}
      </div>
      <div className="preview-text">
        {limits.has_title && (
          <p className="preview-title">
            <strong>{publication.title}</strong> <Counter used={lengthOf(publication.title, limits.title_unit)} most={limits.title_max} />
          </p>
        )}
        <p className="preview-body">{publication.paste_text}</p>
        <Counter used={lengthOf(publication.paste_text, limits.description_unit)} most={limits.description_max} />
        <div className="preview-tools">
          {limits.has_title && <CopyButton text={publication.title} label={t("kit.copy_title")} />}
          <CopyButton text={publication.paste_text} label={t("kit.copy_text")} />
        </div>
        <div className="preview-tools">
          {publication.video ? (
            <>
              <span className="quiet">{publication.video.name} · {bytesWords(publication.video.size)}</span>
              <Button size="small" onClick={() => publication.video && void host.saveFile(publication.video.name, { sha256: publication.video.sha256 })}>{t("kit.save_video")}</Button>
            </>
          ) : (
            <span className="quiet">{t("kit.no_video")}</span>
          )}
        </div>
      </div>
    </section>
  );
}
