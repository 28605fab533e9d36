// Two people wrote different things into one field: says so, shows both, and asks. Nothing else stops meanwhile.

import { Alert, Modal } from "antd";
import { useState } from "react";
import type { ShotClash } from "../../generated/operations";
import { useText } from "../../text";
import { useEditing, useSaver } from "./editing";
import { Button } from "../../shared/Button";

export function ClashBar() {
  const t = useText("scripts");
  const { saver } = useEditing();
  const { clashes, mergedWith } = useSaver();
  const [open, setOpen] = useState(false);
  if (!saver || clashes.length === 0) return null;
  const who = mergedWith ?? t("clash.somebody");
  return (
    <>
      <Alert
        type="warning"
        showIcon
        banner
        title={t("clash.bar", { n: clashes.length, who })}
        action={<Button size="small" onClick={() => setOpen(true)}>{t("clash.open")}</Button>}
      />
      <Modal open={open} width={860} title={t("clash.title")} footer={null} onCancel={() => setOpen(false)}>
        <p className="quiet">{t("clash.text", { who })}</p>
        <ul className="script-clashes">
          {clashes.map((clash) => (
            <OneClash
              key={`${clash.shot}:${clash.field}`}
              clash={clash}
              who={who}
              onChosen={() => clashes.length === 1 && setOpen(false)}
            />
          ))}
        </ul>
      </Modal>
    </>
  );
}

function OneClash({ clash, who, onChosen }: { clash: ShotClash; who: string; onChosen: () => void }) {
  const t = useText("scripts");
  const { document, saver } = useEditing();
  const code = clash.shot ? (document.shot(clash.shot)?.code ?? "") : "";
  const name = clash.shot === null ? t(`header.${clash.field as "hook"}`) : t("cell_label", { code, column: t(`column.${clash.field as "line"}`) });
  const choose = (side: "mine" | "theirs") => {
    saver?.choose(clash, side);
    onChosen();
  };
  return (
    <li>
      <h3>{name}</h3>
      <div className="clash">
        <section>
          <h4>{t("clash.mine")}</h4>
          <p>{saver?.mine(clash) || <span className="quiet">{t("clash.nothing")}</span>}</p>
          <Button size="small" onClick={() => choose("mine")}>{t("clash.take_mine")}</Button>
        </section>
        <section>
          <h4>{t("clash.theirs", { who })}</h4>
          <p>{clash.theirs || <span className="quiet">{t("clash.nothing")}</span>}</p>
          <Button size="small" onClick={() => choose("theirs")}>{t("clash.take_theirs")}</Button>
        </section>
      </div>
    </li>
  );
}
