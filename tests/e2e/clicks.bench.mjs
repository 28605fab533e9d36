// How soon a click is answered on 10,000 episodes, in a browser on `pufa serve` and in the window. Prints a table, judges nothing.
// The first round meets code that is not loaded and answers that are not at hand; the others are the rest of a working day.

import { cp } from "node:fs/promises";
import { answered, scrolled, steps } from "./lib/clicks.mjs";
import { freshFolder, program } from "./lib/place.mjs";
import { openStudio } from "./lib/studio.mjs";
import { openWindow } from "./lib/window.mjs";

const ROUNDS = 6;
const login = "admin";
const password = "演示口令-只用于测量";

/** Every step in every round; `inPage` runs a function body in the page. */
async function measured(inPage) {
  const times = new Map(steps.map((step) => [step.name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const step of steps) times.get(step.name).push(await inPage(answered(step)));
  }
  await inPage(answered({ act: 'rail("节目")', ready: "true" }));
  await inPage(answered({ act: 'choose("表格")', ready: 'all(".vtable-row").length > 10' }));
  return { times, scroll: await inPage(scrolled) };
}

async function inBrowser(folder) {
  const studio = await openStudio(folder);
  try {
    const person = await studio.person("测量");
    await person.signIn(login, password);
    await person.page.getByRole("navigation").waitFor();
    return await measured((body) => person.page.evaluate(`(async () => { ${body} })()`));
  } finally {
    await studio.end();
  }
}

async function inWindow(folder) {
  const window = await openWindow(folder);
  try {
    await window.speakChinese();
    await window.find("containing", "在这台电脑上新建工作区");
    await window.choose({ kind: "local" });
    await window.call("sign_in", { login, password });
    await window.reload();
    await window.find("link", "工作台");
    return await measured((body) => window.runAsync(body));
  } finally {
    await window.end();
  }
}

const folder = await freshFolder("clicks");
await cp(program("PUFA_LARGE"), `${folder.path}/data`, { recursive: true });
const browser = await inBrowser(`${folder.path}/data`);
const window = await inWindow(folder.path);
await folder.remove();

const two = (times) => {
  const later = times.slice(1).toSorted((a, b) => a - b);
  return `${times[0].toFixed(0).padStart(6)} ${later[Math.floor(later.length / 2)].toFixed(0).padStart(6)}`;
};
console.log(`\n${"ms until drawn".padEnd(24)} browser: first, then   window: first, then`);
for (const { name } of steps) console.log(`${name.padEnd(24)} ${two(browser.times.get(name)).padStart(22)} ${two(window.times.get(name)).padStart(22)}`);
for (const [where, { scroll }] of Object.entries({ browser, window })) {
  console.log(
    `scrolling in the ${where}: ${scroll.median.toFixed(0)} ms a frame, one in twenty over ${scroll.slow.toFixed(0)}, slowest ${scroll.slowest.toFixed(0)}; at most ${scroll.rows} rows drawn of ${scroll.known}`,
  );
}
