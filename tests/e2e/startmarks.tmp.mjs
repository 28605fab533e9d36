import { readFile } from "node:fs/promises";
import { freshFolder, program } from "./lib/place.mjs";
import { openWindow } from "./lib/window.mjs";
const password = "一把-只为测量-的钥匙";
async function bornAt(id) {
  const fields = (await readFile(`/proc/${id}/stat`, "utf8")).split(") ")[1].split(" ");
  const uptime = Number((await readFile("/proc/uptime", "utf8")).split(" ")[0]) * 1000;
  return Date.now() - (uptime - Number(fields[19]) * 10);
}
const f = await freshFolder("marks");
const e = await freshFolder("marks-e");
let w = await openWindow(f.path);
await w.speakChinese();
await w.find("containing", "在这台电脑上新建工作区");
await w.choose({ kind: "local" });
await w.call("create_workspace", { unit_name: "演示县人民检察院", level: "county", person_name: "演示甲", login: "jia", password });
await w.end();
const marks = `const n = performance.getEntriesByType("navigation")[0]; const m = performance.getEntriesByType("mark"); const p = performance.getEntriesByType("paint");
   return JSON.stringify({ origin: Math.round(performance.timeOrigin), nav: n && [n.responseEnd, n.domInteractive, n.domContentLoadedEventEnd, n.loadEventEnd].map(Math.round), marks: m.map((e) => e.name + " " + Math.round(e.startTime)).join(" "), fcp: p.map((e) => Math.round(e.startTime)) })`;
for (let i = 0; i < 6; i++) {
  for (const [folder, bin, name] of [[e.path, program("PUFA_EMPTY_BIN"), "empty"], [f.path, program("PUFA_STUDIO_BIN"), "登录"]]) {
    const opening = Date.now();
    w = await openWindow(folder, bin);
    const opened = Date.now();
    await w.find("heading", name);
    const seen = Date.now();
    const procs = await w.processes();
    const b = await bornAt(procs[0]);
    const info = JSON.parse(await w.run(marks));
    console.log(name, "born->origin", Math.round(info.origin - b), "session", opened - b, "seen", seen - b, JSON.stringify(info));
    await w.end();
  }
}
await f.remove(); await e.remove();
