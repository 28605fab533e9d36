import { cp } from "node:fs/promises";
import { answered, steps } from "./lib/clicks.mjs";
import { freshFolder, program } from "./lib/place.mjs";
import { openStudio } from "./lib/studio.mjs";
const folder = await freshFolder("prof");
await cp(program("PUFA_LARGE"), `${folder.path}/data`, { recursive: true });
const studio = await openStudio(`${folder.path}/data`);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
try {
  const person = await studio.person("测量");
  await person.signIn("admin", "演示口令-只用于测量");
  await person.page.getByRole("navigation").waitFor();
  const cdp = await person.page.context().newCDPSession(person.page);
  await cdp.send("Profiler.enable");
  await cdp.send("Performance.enable");
  const times = new Map(steps.map((s) => [s.name, []]));
  const metric = async () => Object.fromEntries((await cdp.send("Performance.getMetrics")).metrics.map((m) => [m.name, m.value]));
  const only = process.env.PROF;
  let acc = new Map(), prev = new Map();
  for (let r = 0; r < ROUNDS; r++) for (const s of steps) {
    const before = await metric();
    const p = only && s.name === only && r > 0;
    if (p) { await cdp.send("Profiler.setSamplingInterval", { interval: 200 }); await cdp.send("Profiler.start"); }
    const t = await person.page.evaluate(`(async () => { ${answered(s)} })()`);
    if (p) {
      const { profile } = await cdp.send("Profiler.stop");
      const self = new Map();
      const dt = profile.timeDeltas;
      profile.samples.forEach((id, i) => self.set(id, (self.get(id) ?? 0) + dt[i]));
      for (const n of profile.nodes) { const k = n.callFrame.functionName + " " + n.callFrame.url.split("/").pop() + ":" + n.callFrame.lineNumber + ":" + n.callFrame.columnNumber; acc.set(k, (acc.get(k) ?? 0) + (self.get(n.id) ?? 0) / 1000); }
    }
    const after = await metric();
    times.get(s.name).push([t, (after.ScriptDuration - before.ScriptDuration) * 1000, (after.LayoutDuration - before.LayoutDuration) * 1000, (after.RecalcStyleDuration - before.RecalcStyleDuration) * 1000, after.Nodes - before.Nodes]);
  }
  const med = (a) => a.toSorted((x, y) => x - y)[Math.floor(a.length / 2)];
  for (const [n, rows] of times) { const l = rows.slice(1); console.log(n.padEnd(22), [0, 1, 2, 3, 4].map((i) => med(l.map((x) => x[i])).toFixed(0).padStart(6)).join(" ")); }
  if (only) for (const [k, v] of [...acc].sort((a, b) => b[1] - a[1]).slice(0, 45)) console.log((v / (ROUNDS - 1)).toFixed(2).padStart(8), k);
} finally { await studio.end(); await folder.remove(); }
