import { chromium } from "playwright-core";
import { freshFolder, program } from "./lib/place.mjs";
import { openStudio } from "./lib/studio.mjs";
const f = await freshFolder("sp");
const studio = await openStudio(f.path);
const person = await studio.person("测量");
const page = person.page;
await page.waitForSelector("h1");
const cdp = await page.context().newCDPSession(page);
await cdp.send("Profiler.enable");
const acc = new Map(); const N = 6; let inc = new Map();
for (let r = 0; r < N; r++) {
  await cdp.send("Network.enable"); await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Profiler.setSamplingInterval", { interval: 100 }); await cdp.send("Profiler.start");
  await page.reload(); await page.waitForSelector("h1");
  const { profile } = await cdp.send("Profiler.stop");
  const self = new Map(); profile.samples.forEach((id, i) => self.set(id, (self.get(id) ?? 0) + profile.timeDeltas[i] / 1000));
  const kids = new Map(profile.nodes.map((n) => [n.id, n]));
  const total = (n) => (self.get(n.id) ?? 0) + (n.children ?? []).reduce((a, c) => a + total(kids.get(c)), 0);
  for (const n of profile.nodes) { const k = n.callFrame.functionName + " " + n.callFrame.url.split("/").pop().slice(0, 12) + ":" + (n.callFrame.lineNumber + 1); acc.set(k, (acc.get(k) ?? 0) + (self.get(n.id) ?? 0) / N); }
  const walk = (n, seen) => { const k = n.callFrame.functionName + ":" + (n.callFrame.lineNumber + 1); const t = seen.has(k) ? 0 : total(n); inc.set(k, (inc.get(k) ?? 0) + t / N); const s2 = new Set(seen).add(k); for (const c of n.children ?? []) walk(kids.get(c), s2); };
  walk(profile.nodes[0], new Set());
}
console.log("SELF"); for (const [k, v] of [...acc].sort((a, b) => b[1] - a[1]).slice(0, 25)) console.log(v.toFixed(2).padStart(8), k);
console.log("INCL"); for (const [k, v] of [...inc].sort((a, b) => b[1] - a[1]).slice(0, 60)) console.log(v.toFixed(2).padStart(8), k);
await studio.end(); await f.remove();
