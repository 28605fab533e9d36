// What stands above the shots: hook, legal point, law cited, takeaway, how far the case has come. Folds away.

import { DownOutlined, RightOutlined } from "@ant-design/icons";
import { useEffect, useId, useState } from "react";
import { useText } from "../../text";
import { useEditing, useHeader } from "./editing";
import { caseStages, mostHeader } from "./model/cells";

const texts = ["hook", "legal_point", "law_cited", "takeaway", "context_law"] as const;

export function HeaderFold() {
  const t = useText("scripts");
  const { document, saver, slots, episodeId, unfold } = useEditing();
  const { Marked } = slots;
  const header = useHeader();
  const id = useId();
  const [open, setOpen] = useState(() => localStorage.getItem("script-header") !== "folded");
  const fold = () => {
    localStorage.setItem("script-header", open ? "folded" : "open");
    setOpen(!open);
  };
  useEffect(() => {
    unfold.current = () => setOpen(true);
  }, [unfold]);
  const summary = texts.map((name) => header[name]).filter((text) => text !== "").join(" · ");
  return (
    <section className="script-header" aria-label={t("header.title")}>
      <button type="button" className="script-header-fold" aria-expanded={open} aria-controls={id} onClick={fold}>
        {open ? <DownOutlined /> : <RightOutlined />}
        {t("header.title")}
        {!open && <span className="quiet">{summary || t("header.none")}</span>}
      </button>
      {open && (
        <div className="script-header-fields" id={id}>
          {texts.map((name) => (
            <label key={name}>
              <span>{t(`header.${name}`)}</span>
              <span className="grows" data-place={`header.${name}`}>
                <span aria-hidden="true">{Marked ? <Marked place={`header.${name}`} text={header[name]} /> : header[name]}{"\u200b"}</span>
                <textarea
                  rows={1}
                  value={header[name]}
                  maxLength={mostHeader[name]}
                  readOnly={!saver}
                  placeholder={t(`header.${name}_hint`)}
                  onChange={(event) => document.writeHeader(name, event.target.value)}
                  onKeyDown={(event) => {
                    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
                    event.preventDefault();
                    if (event.shiftKey) document.redo();
                    else document.undo();
                  }}
                />
              </span>
            </label>
          ))}
          <label>
            <span>{t("header.case_stage")}</span>
            <select value={header.case_stage} disabled={!saver} onChange={(event) => document.writeHeader("case_stage", event.target.value)}>
              {caseStages.map((stage) => (
                <option key={stage} value={stage}>{t(`case_stage.${stage}`)}</option>
              ))}
            </select>
          </label>
          {slots.Header && <slots.Header episodeId={episodeId} />}
          {slots.Margin && <slots.Margin episodeId={episodeId} shot={null} />}
        </div>
      )}
    </section>
  );
}
