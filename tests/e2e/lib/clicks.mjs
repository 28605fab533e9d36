// What a person presses on a workspace of 10,000 episodes, and how to tell that it has been answered.
// Everything here runs in the page, whichever browser shows it; whoever calls brings a way to run it there.

/** In the page: presses, waits for what `ready` asks for, and answers the milliseconds until that was drawn. */
const MEASURE = `
  const frame = () => new Promise(requestAnimationFrame);
  const drawn = () => new Promise((done) => { const line = new MessageChannel(); line.port1.onmessage = done; line.port2.postMessage(0); });
  // A hand is slower than a screen: what a page goes on drawing below the window is not waited for by the next press.
  const still = async () => {
    const begun = performance.now();
    let before = await frame();
    for (let calm = 0; calm < 5 && before - begun < 2000; ) {
      const now = await frame();
      calm = now - before < 25 ? calm + 1 : 0;
      before = now;
    }
  };
  const inSight = (path) => all(path).filter((one) => { const { top, bottom } = one.getBoundingClientRect(); return bottom > 0 && top < innerHeight; });
  const all = (path) => [...document.querySelectorAll(path)];
  const named = (path, name) => all(path).find((one) => (one.getAttribute("aria-label") ?? one.textContent).trim().startsWith(name));
  const press = (path, name) => {
    const found = named(path, name);
    if (!found) throw new Error("nothing to press: " + path + " " + name);
    found.click();
  };
  const rail = (name) => press("nav a", name);
  const choose = (name) => press(".ant-segmented-item label, .ant-segmented-item", name);
  const key = (name, more) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, ...more }));
  const type = (path, text) => {
    const field = document.querySelector(path);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };`;

/** Runs one step in the page. */
export const answered = ({ act, ready }) => `${MEASURE}
  await still();
  const begun = performance.now();
  ${act};
  while (!(${ready})) {
    if (performance.now() - begun > 20000) throw new Error("not answered: " + ${JSON.stringify(act)});
    await frame();
  }
  await drawn();
  return performance.now() - begun;`;

/** Scrolls a long list by a row or two a frame: the slowest frames, and how many rows stand in the document. */
export const scrolled = `${MEASURE}
  const box = document.querySelector(".vtable");
  const frames = [];
  let rows = 0;
  let before = await frame();
  for (let n = 0; n < 180; n += 1) {
    box.scrollBy(0, 60);
    const now = await frame();
    frames.push(now - before);
    before = now;
    rows = Math.max(rows, all(".vtable-row").length);
  }
  frames.sort((a, b) => a - b);
  return { median: frames[90], slow: frames[171], slowest: frames[179], rows, known: Number(box.getAttribute("aria-rowcount")) };`;

const inList = 'all(".vtable-row").length > 10';
/** The measured month has works on every day. */
const monthInSight = 'all("[data-view=month] .cell").length > 27 && inSight("[data-view=month] .cell").every((day) => day.querySelector(".block"))';

/** In this order: each step begins where the one before it ended. */
export const steps = [
  { name: "home", act: 'rail("工作台")', ready: 'document.querySelector(".home")' },
  { name: "table of episodes", act: 'rail("节目")', ready: inList },
  { name: "filter by a state", act: 'press(".episode-states button", "写脚本")', ready: `${inList} && all(".vtable-row").every((row) => row.textContent.includes("写脚本"))` },
  { name: "filter taken back", act: 'press(".episode-states button", "写脚本")', ready: `${inList} && !all(".vtable-row").every((row) => row.textContent.includes("写脚本"))` },
  { name: "an episode", act: 'all(".vtable-row")[0].click()', ready: 'document.querySelector("[role=tabpanel]")' },
  { name: "its credits", act: 'press("[role=tab]", "署名")', ready: 'all(".credits tbody tr").length > 3' },
  { name: "back to the table", act: "history.go(-2)", ready: inList },
  { name: "board of episodes", act: 'choose("看板")', ready: 'all(".episode-card").length > 20' },
  { name: "schedule, a week", act: 'rail("排期")', ready: 'all(".block").length > 20' },
  { name: "schedule, a month", act: 'choose("月")', ready: monthInSight },
  { name: "the month before", act: 'press("button", "往前")', ready: `${monthInSight} && document.querySelector("[aria-busy=true]") === null` },
  { name: "board of topics", act: 'rail("选题")', ready: 'all(".card").length > 20' },
  { name: "participation", act: 'rail("人员")', ready: 'document.querySelector(".part-big")' },
  { name: "roster", act: 'choose("名册")', ready: inList },
  { name: "figures", act: 'rail("数据")', ready: inList },
  { name: "search opens", act: 'key("k", { ctrlKey: true })', ready: 'document.querySelector(".palette-input")' },
  { name: "search finds", act: 'type(".palette-input", "谣言")', ready: 'all(".palette-entry").some((one) => one.textContent.includes("谣言"))' },
  { name: "search closes", act: 'document.querySelector(".palette-input").focus(); key("Escape", { keyCode: 27 })', ready: 'document.querySelector(".palette-input") === null' },
];
