// Start-up and idle memory of the studio beside an empty window of the same kind, in one run. Prints ratios, judges nothing.
// Both are driven and looked at in the same way; a start counts from the process's birth until a person could act.

import { readFile, readdir } from "node:fs/promises";
import { freshFolder, program } from "./lib/place.mjs";
import { until } from "./lib/wait.mjs";
import { openWindow } from "./lib/window.mjs";

// A machine that does other things beside makes some starts slow: the quickest are told too, which it did not disturb.
const ROUNDS = 15;
const password = "一把-只为测量-的钥匙";

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const quickest = (numbers) => Math.min(...numbers);

/** When a process was born, in unix milliseconds: the kernel counts in hundredths of a second since it started. */
async function bornAt(id) {
  const fields = (await readFile(`/proc/${id}/stat`, "utf8")).split(") ")[1].split(" ");
  const booted = Number(/btime (\d+)/.exec(await readFile("/proc/stat", "utf8"))[1]) * 1000;
  const uptime = Number((await readFile("/proc/uptime", "utf8")).split(" ")[0]) * 1000;
  const running = uptime - Number(fields[19]) * 10;
  return Math.max(booted, Date.now() - running);
}

/** Kilobytes of a process and all it started; shared pages are divided among those who share them. */
async function memory(root) {
  const parents = new Map();
  for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => null);
    if (stat) parents.set(id, stat.split(") ")[1].split(" ")[1]);
  }
  const within = (id) => id === root || (parents.has(id) && within(parents.get(id)));
  let sum = 0;
  for (const id of parents.keys()) {
    if (!within(id)) continue;
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, "utf8").catch(() => "");
    sum += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return sum;
}

/** Memory when it has stopped changing: two looks a second apart within one in a hundred. */
async function idleMemory(root) {
  let before = 0;
  let looked = 0;
  return until("memory is at rest", async () => {
    if (Date.now() - looked < 1000) return null;
    looked = Date.now();
    const now = await memory(root);
    const rest = Math.abs(now - before) < now / 100;
    before = now;
    return rest ? now : null;
  });
}

async function measured(folder, binary, usable) {
  const window = await openWindow(folder, binary);
  try {
    await usable(window);
    const seen = Date.now();
    const [root] = await window.processes();
    return { start: seen - (await bornAt(root)), memory: await idleMemory(root), window };
  } catch (error) {
    await window.end();
    throw error;
  }
}

/** Milliseconds of loading the page anew until `usable`. */
async function reload(window, usable) {
  const begun = Date.now();
  await window.reload();
  await usable(window);
  return Date.now() - begun;
}

const heading = (name) => (window) => window.find("heading", name);
const home = (window) => window.find("link", "工作台");

async function prepare(folder) {
  const window = await openWindow(folder);
  await window.speakChinese();
  await window.find("containing", "在这台电脑上新建工作区");
  await window.choose({ kind: "local" });
  await window.call("create_workspace", { unit_name: "演示县人民检察院", level: "county", person_name: "演示甲", login: "jia", password });
  await window.end();
}

const studio = await freshFolder("startup");
const empty = await freshFolder("empty");
await prepare(studio.path);
const seen = { empty: [], studio: [], home: [], emptyMemory: [], studioMemory: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  const bare = await measured(empty.path, program("PUFA_EMPTY_BIN"), heading("empty"));
  seen.empty.push(bare.start);
  seen.emptyMemory.push(bare.memory);
  await bare.window.end();
  const full = await measured(studio.path, program("PUFA_STUDIO_BIN"), heading("登录"));
  seen.studio.push(full.start);
  // There is no keyring on a test machine to stay signed in with: what the home takes more than the door is added.
  const door = await reload(full.window, heading("登录"));
  await full.window.call("sign_in", { login: "jia", password });
  // As after a start that found somebody signed in: the page fetches first what that leads to.
  await full.window.run(`sessionStorage.setItem("entrance", "inside")`);
  const inside = await reload(full.window, home);
  seen.home.push(full.start + Math.max(0, inside - door));
  seen.studioMemory.push(await idleMemory((await full.window.processes())[0]));
  await full.window.end();
}
await Promise.all([studio.remove(), empty.remove()]);

const line = (name, ours, theirs, unit) =>
  console.log(`${name.padEnd(34)} ${ours.toFixed(0).padStart(8)} ${theirs.toFixed(0).padStart(8)} ${unit}  ratio ${(ours / theirs).toFixed(2)}`);
console.log(`\nmedians of ${ROUNDS} starts`.padEnd(35), "  studio    empty");
line("start until one can sign in", median(seen.studio), median(seen.empty), "ms");
line("start until the home is usable", median(seen.home), median(seen.empty), "ms");
line("the quickest until one can sign in", quickest(seen.studio), quickest(seen.empty), "ms");
line("the quickest until the home", quickest(seen.home), quickest(seen.empty), "ms");
line("idle memory, signed in", median(seen.studioMemory) / 1024, median(seen.emptyMemory) / 1024, "MiB");
