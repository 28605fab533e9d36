// What I was told, newest first, below the bell; each line leads to the thing. One press marks everything as seen.

import { Popover } from "antd";
import { useState } from "react";
import { Button } from "../shared/Button";
import { ErrorNote } from "../shared/ErrorNote";
import { go } from "../shared/route";
import { useRead, useWrite } from "../shared/studio";
import { DayText } from "../shared/time";
import { useText } from "../text";
import { BellButton } from "./Bell";
import { placeOf, useSentence } from "./notice";

/** The bell with what hangs below it, open at first: see `latePopup`. */
export function Notices() {
  const t = useText("home");
  const [open, setOpen] = useState(true);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t("notices.title")}
      content={open ? <Told onGo={() => setOpen(false)} /> : null}
      destroyOnHidden
    >
      <BellButton open={open} autoFocus />
    </Popover>
  );
}

function Told({ onGo }: { onGo: () => void }) {
  const t = useText("home");
  const found = useRead("list_notices", { after: null, limit: 50 });
  const seen = useWrite("mark_notices_seen");
  const sentence = useSentence();
  const rows = found.data?.rows ?? [];
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (found.data && rows.length === 0) return <p className="quiet">{t("notices.none")}</p>;
  const newest = rows[0];
  return (
    <div className="notices">
      <ul>
        {rows.map((notice) => (
          <li key={notice.id} data-new={notice.seen_at === null || undefined}>
            <button
              type="button"
              onClick={() => {
                onGo();
                go(placeOf(notice));
              }}
            >
              <span>{sentence(notice)}</span>
              <span className="quiet"><DayText value={notice.at} withTime near /></span>
            </button>
          </li>
        ))}
      </ul>
      {newest && (found.data?.unseen ?? 0) > 0 && (
        <Button size="small" type="link" loading={seen.isPending} onClick={() => seen.mutate({ until: newest.at })}>{t("notices.mark")}</Button>
      )}
    </div>
  );
}
