// The whole path in a browser as several people: an empty workspace, a unit's own files, a topic, its script, four
// reviews, what the checker finds and stops, production, publication, and the participation rate that comes of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { freshFolder } from "./lib/place.mjs";
import { openStudio } from "./lib/studio.mjs";
import { arriving } from "./walk/arriving.mjs";
import { checking } from "./walk/checking.mjs";
import { elsewhere } from "./walk/elsewhere.mjs";
import { making } from "./walk/making.mjs";
import { managing } from "./walk/managing.mjs";
import { publishing } from "./walk/publishing.mjs";
import { writing } from "./walk/writing.mjs";

let folder;
/** What the stations hand on: who is there, and what they work on. */
const walk = { studio: null, people: {} };

before(async () => {
  folder = await freshFolder("browser");
  walk.studio = await openStudio(folder.path);
});

after(async () => {
  for (const person of Object.values(walk.people)) await person.shot(`99-last-${person.name}`).catch(() => null);
  await walk.studio?.end();
  await folder?.remove();
});

test("from an empty workspace to a published work", async (t) => {
  let broken = false;
  // After a failed station there is nothing to see at the next.
  for (const [name, work] of [...arriving, ...writing, ...checking, ...making, ...publishing, ...managing, ...elsewhere]) {
    await t.test(name, { skip: broken && "an earlier station failed" }, async () => {
      broken = true;
      await work(walk);
      broken = false;
    });
  }
  await t.test("no page had anything to complain of", { skip: broken && "an earlier station failed" }, () => {
    assert.deepEqual(Object.values(walk.people).flatMap((person) => person.trouble), []);
  });
});
