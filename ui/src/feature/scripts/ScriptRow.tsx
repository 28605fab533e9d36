// One shot of the grid. Drawn again only when this shot changes or is entered; keys and the mouse are the grid's.

import { HolderOutlined } from "@ant-design/icons";
import { memo } from "react";
import type { Shot } from "../../generated/operations";
import { useText } from "../../text";
import { CellInput } from "./CellInput";
import { useActiveField, useEditing, useShot } from "./editing";
import { isText, type ColumnName } from "./model/cells";
import { timingOf } from "./model/timing";

export const ScriptRow = memo(function ScriptRow({ id }: { id: string }) {
  const t = useText("scripts");
  const { shown, slots, episodeId, saver } = useEditing();
  const shot = useShot(id);
  const active = useActiveField(id);
  if (!shot) return null;
  const { Margin } = slots;
  return (
    <div className="script-shot" role="row" data-shot={id} data-omitted={shot.omitted || undefined} data-active={active !== null || undefined}>
      <div className="script-code" role="rowheader">
        <button
          type="button"
          className="script-handle"
          data-handle={id}
          disabled={!saver}
          aria-label={t("shot.menu", { code: shot.code })}
          aria-haspopup="menu"
          title={saver ? t("shot.handle") : undefined}
        >
          {saver && <HolderOutlined aria-hidden="true" />}
          <span>{shot.code}</span>
        </button>
        {shot.omitted && <span className="script-omitted">{t("shot.omitted")}</span>}
      </div>
      {shown.map((column) => (
        <Cell key={column} shot={shot} column={column} active={active === column} />
      ))}
      {Margin && (
        <div className="script-margin" role="gridcell">
          <Margin episodeId={episodeId} shot={id} />
        </div>
      )}
    </div>
  );
});

function Cell({ shot, column, active }: { shot: Shot; column: ColumnName; active: boolean }) {
  const t = useText("scripts");
  const { pace, slots: { Marked } } = useEditing();
  const timing = column === "seconds" ? timingOf(shot, pace) : null;
  const rushed = timing?.rushed ?? null;
  return (
    <div
      className="cell"
      role="gridcell"
      data-field={column}
      data-place={isText(column) ? `${shot.id}.${column}` : undefined}
      data-active={active || undefined}
      data-rushed={rushed !== null || undefined}
      title={rushed === null ? undefined : rushed === Infinity ? t("no_time") : t("rushed", { n: rushed })}
    >
      {active ? (
        <CellInput shot={shot} column={column} />
      ) : (
        <span className="cell-text" data-estimate={(column === "seconds" && shot.seconds === null) || undefined}>
          {column === "size" ? (
            shot.size === "unset" ? "" : t(`size.${shot.size}`)
          ) : column === "seconds" ? (
            timing?.seconds || ""
          ) : Marked ? (
            <Marked place={`${shot.id}.${column}`} text={shot[column]} />
          ) : (
            shot[column]
          )}
        </span>
      )}
    </div>
  );
}
