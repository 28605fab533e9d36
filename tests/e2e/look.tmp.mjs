import { cp } from "node:fs/promises";
import { freshFolder, program } from "./lib/place.mjs";
import { openStudio } from "./lib/studio.mjs";
const f = await freshFolder("look");
await cp(program("PUFA_LARGE"), `${f.path}/data`, { recursive: true });
const studio = await openStudio(`${f.path}/data`);
let first; for (const [lang, shade, tag] of [["zh", "light", "zh"], ["en", "dark", "en"]]) {
  const p = await studio.person("测量", { language: lang, shade, ...(first ? { as: first } : {}) }); if (first) await p.page.goto("/"); else
  await p.signIn("admin", "演示口令-只用于测量").catch((e) => console.log(e.message.slice(0, 200)));
  await p.page.getByRole("navigation").first().waitFor();
  for (const [url, name, wait] of [["/schedule?view=month", "month", ".block"], ["/topics", "topics", ".card"], ["/settings/wording?rule=new", "rule", "#rule-effective"], ["/settings/wording", "rules", ".vtable-row"], ["/", "home", ".home"], ["/schedule?view=week", "week", ".block"]]) {
    await p.page.goto(url); await p.page.waitForSelector(wait); await p.page.waitForTimeout(700);
    if (name === "rule") await p.page.locator("#rule-effective").scrollIntoViewIfNeeded();
    await p.page.screenshot({ path: `/work/clean/look-${tag}-${name}.png` });
  }
  console.log(p.trouble); first = p;
}
await studio.end(); await f.remove();
