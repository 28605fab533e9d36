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
const { spawn } = await import("node:child_process");
const perf = spawn("perf", ["record", "-a", "-g", "-F", "2000", "-o", "/work/clean/perf.data"], { stdio: "ignore" });
await new Promise((r) => setTimeout(r, 500));
for (let i = 0; i < 3; i++) {
w = await openWindow(f.path);
await w.find("heading", "登录");
await w.end(); }
perf.kill("SIGINT");
await new Promise((r) => perf.on("exit", r));
await f.remove();
