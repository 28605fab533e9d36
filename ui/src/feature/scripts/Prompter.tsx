// The spoken lines, large and by themselves, running at the speaker's pace. Space starts and stops, Escape leaves.

import { Slider } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { ScriptView } from "../../generated/operations";
import { useText } from "../../text";
import { spokenCharacters } from "./model/timing";
import { Button } from "../../shared/Button";

/** A number that this computer keeps once somebody has set it; until then it is the unit's or the program's. */
function useKept(name: string, usual: number): [number, (value: number) => void] {
  const [chosen, setChosen] = useState(() => Number(localStorage.getItem(name)) || null);
  const choose = (value: number) => {
    localStorage.setItem(name, String(value));
    setChosen(value);
  };
  return [chosen ?? usual, choose];
}

export function Prompter({ view, onClose }: { view: ScriptView; onClose: () => void }) {
  const t = useText("scripts");
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [running, setRunning] = useState(false);
  const [pace, setPace] = useKept("prompter-pace", view.pace);
  const [size, setSize] = useKept("prompter-size", 56);
  const [mirror, setMirror] = useState(false);
  const leave = useRef(onClose);
  leave.current = onClose;
  const shots = view.script.shots.filter((shot) => !shot.omitted && shot.line.trim() !== "");
  const characters = shots.reduce((sum, shot) => sum + spokenCharacters(shot.line), 0);

  useEffect(() => {
    const element = frame.current;
    element?.focus();
    void element?.requestFullscreen?.().catch(() => {});
    const left = () => {
      if (!window.document.fullscreenElement) leave.current();
    };
    window.document.addEventListener("fullscreenchange", left);
    return () => {
      window.document.removeEventListener("fullscreenchange", left);
      if (window.document.fullscreenElement) void window.document.exitFullscreen();
    };
  }, []);
  useEffect(() => {
    const scroller = box.current;
    if (!running || !scroller || characters === 0) return;
    let last = performance.now();
    let at = scroller.scrollTop;
    let id = requestAnimationFrame(function step(now: number) {
      const text = scroller.querySelector("ol")?.clientHeight ?? 0;
      // The whole text passes in the time in which it is said at this pace.
      if (Math.abs(at - scroller.scrollTop) > 2) at = scroller.scrollTop;
      at += (text / ((characters / pace) * 60_000)) * (now - last);
      scroller.scrollTop = at;
      last = now;
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) setRunning(false);
      else id = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(id);
  }, [running, pace, characters]);

  const jump = (step: number) => {
    const scroller = box.current;
    const lines = [...(scroller?.querySelectorAll("li") ?? [])];
    const middle = (scroller?.getBoundingClientRect().top ?? 0) + (scroller?.clientHeight ?? 0) / 3;
    const here = lines.findIndex((line) => line.getBoundingClientRect().bottom > middle);
    lines[Math.max(0, Math.min(lines.length - 1, here + step))]?.scrollIntoView({ block: "center" });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === " ") setRunning((now) => !now);
    else if (event.key === "Escape") onClose();
    else if (event.key === "ArrowDown") jump(1);
    else if (event.key === "ArrowUp") jump(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="prompter" ref={frame} tabIndex={-1} onKeyDown={keys} role="dialog" aria-modal="true" aria-label={t("prompter.title")}>
      <div className="prompter-text" ref={box} data-mirror={mirror || undefined} style={{ fontSize: size }} onClick={() => setRunning((now) => !now)}>
        <ol>
          {shots.map((shot) => (
            <li key={shot.id}>
              <span className="prompter-who">{shot.code}{shot.speaker && ` ${shot.speaker}`}</span>
              {shot.line}
            </li>
          ))}
        </ol>
        {shots.length === 0 && <p>{t("prompter.empty")}</p>}
      </div>
      <div className="prompter-line" aria-hidden="true" />
      <footer className="prompter-foot">
        <Button type="primary" onClick={() => setRunning((now) => !now)}>{running ? t("prompter.pause") : t("prompter.start")}</Button>
        <label>{t("prompter.pace", { n: pace })}<Slider min={120} max={400} step={10} value={pace} onChange={setPace} keyboard={false} tooltip={{ open: false }} /></label>
        <label>{t("prompter.size")}<Slider min={28} max={120} step={4} value={size} onChange={setSize} keyboard={false} tooltip={{ open: false }} /></label>
        <Button onClick={() => setMirror(!mirror)} aria-pressed={mirror}>{t("prompter.mirror")}</Button>
        <span className="prompter-hint">{t("prompter.hint")}</span>
        <Button onClick={onClose}>{t("prompter.close")}</Button>
      </footer>
    </div>
  );
}
