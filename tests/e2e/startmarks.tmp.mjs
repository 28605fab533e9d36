import { freshFolder, program } from "./lib/place.mjs";
import { openWindow } from "./lib/window.mjs";
const password = "一把-只为测量-的钥匙";
const f = await freshFolder("marks");
let w = await openWindow(f.path);
await w.speakChinese();
await w.find("containing", "在这台电脑上新建工作区");
await w.choose({ kind: "local" });
await w.call("create_workspace", { unit_name: "演示县人民检察院", level: "county", person_name: "演示甲", login: "jia", password });
await w.end();
for (let i = 0; i < 4; i++) {
  w = await openWindow(f.path);
  await w.find("heading", "登录");
  console.log(await w.run(`const n = performance.getEntriesByType("navigation")[0]; const r = performance.getEntriesByType("resource"); const m = performance.getEntriesByType("mark"); const p = performance.getEntriesByType("paint");
   return JSON.stringify({ born: Date.now() - performance.now(), nav: n && [n.responseEnd, n.domInteractive, n.domContentLoadedEventEnd, n.loadEventEnd].map(Math.round), res: r.map((e) => [e.name.split("/").pop().slice(0, 24), Math.round(e.startTime), Math.round(e.responseEnd)]), marks: m.map((e) => [e.name, Math.round(e.startTime)]), paint: p.map((e) => [e.name, Math.round(e.startTime)]) })`));
  await w.end();
}
await f.remove();
