// A publication's time, typed instead of dragged: what speaks against it is told while it is being chosen.

import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { PublicationView } from "../../generated/types";
import { StudioError } from "../../host";
import { Button } from "../../shared/Button";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayError } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { ToldList } from "./told";
import { useFreeSlot } from "./useFreeSlot";

export function SlotForm({ publication }: { publication: PublicationView }) {
  const t = useText("schedule");
  const freeSlot = useFreeSlot();
  const stored = publication.local_time ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const local = typed ?? stored;
  const whole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local);
  const movable = publication.steps.includes("schedule");
  const tries = useRead("try_slots", { publication: publication.id, locals: [local], zone: publication.zone }, { enabled: whole && movable, keep: false });
  const tried = tries.data?.[0];
  const place = useWrite("schedule_publication", { onDone: () => setTyped(null) });
  const remove = useWrite("unschedule_publication", { onDone: () => setTyped(null) });
  const free = async () => {
    try {
      const slot = await freeSlot({ publication: publication.id, channel: publication.channel, after: publication.slot_at });
      if (slot) setTyped(slot.local);
    } catch (cause) {
      sayError(cause);
    }
  };
  if (!movable) {
    return <p>{stored === "" ? <span className="quiet">{t("slot.none")}</span> : <time>{stored.replace("T", " ")}</time>}</p>;
  }
  return (
    <div className="slot-form">
      <div className="slot-line">
        <DatePicker
          className="slot-time"
          aria-label={t("slot.at")}
          showTime={{ format: "HH:mm", minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          needConfirm={false}
          value={whole ? dayjs(local) : null}
          onChange={(moment) => setTyped(moment ? moment.format("YYYY-MM-DDTHH:mm") : "")}
        />
        <Button
          type="primary"
          disabled={!whole || local === stored}
          loading={place.isPending}
          onClick={() => place.mutate({ publication: publication.id, version: publication.version, local, zone: publication.zone, fold: null })}
        >
          {t("slot.place")}
        </Button>
        <Button onClick={() => void free()}>{t("slot.free")}</Button>
        {stored !== "" && (
          <Button loading={remove.isPending} onClick={() => remove.mutate({ publication: publication.id, version: publication.version })}>{t("slot.remove")}</Button>
        )}
      </div>
      {tried?.refused && <ErrorNote error={StudioError.of(tried.refused)} />}
      {tried && <ToldList told={tried.told} />}
    </div>
  );
}
