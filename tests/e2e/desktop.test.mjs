// The real program in its real window: first start, a workspace, signing in, the script editor, a clip, and out.
// Runs on the release build; the content policy, the scheme and the loopback listener differ there from everywhere else.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { freshFolder } from "./lib/place.mjs";
import { run, until } from "./lib/wait.mjs";
import { openWindow } from "./lib/window.mjs";

const password = "一把-只为演示-的钥匙";
let folder;
let window;

before(async () => {
  folder = await freshFolder("desktop");
  window = await openWindow(folder.path);
});

after(async () => {
  await window?.shot("desktop/99-last").catch(() => null);
  await window?.end();
  await folder?.remove();
});

test("a person starts the program for the first time and works in it", async (t) => {
  await t.test("first start offers three ways in", async () => {
    for (const way of ["在这台电脑上新建工作区", "先看看演示工作区", "连接单位的服务器"]) await window.find("containing", way);
    await window.shot("desktop/01-first-start");
  });

  await t.test("a new workspace on this computer", async () => {
    await window.press("containing", "在这台电脑上新建工作区");
    await window.type("单位名称", "演示县人民检察院");
    await window.type("您的姓名", "演示甲");
    await window.type("登录账号", "jia");
    await window.type("密码", password);
    await window.type("再输一次密码", password);
    await window.shot("desktop/02-create");
    await window.press("button", "创建并进入");
    await window.find("link", "工作台");
    await window.shot("desktop/03-home");
  });

  await t.test("out, and in again with the password", async () => {
    await window.press("button", "我的");
    await window.press("menuitem", "退出登录");
    await window.find("heading", "登录");
    await window.type("账号", "jia");
    await window.type("密码", password);
    await window.shot("desktop/04-sign-in");
    await window.press("button", "登录");
    await window.find("link", "工作台");
  });

  await t.test("the script editor of an episode keeps what is typed", async () => {
    const column = await window.call("save_column", {
      id: null, version: 0, name: "说演示", aliases: [], parent: null, department: null, hosts: [], channels: [],
      cadence_days: null, standing: true, active: true,
    });
    const episode = await window.call("create_episode", {
      column: column.id, title: "窗口里的第一期", format: "talk", target_seconds: 60, wanted_day: null, owner: null,
    });
    await window.run("window.location.assign(arguments[0])", `/episodes/${episode.id}/script`);
    await window.find("text", "窗口里的第一期");
    await window.shot("desktop/05-script");
  });

  await t.test("a two-second clip goes in through the loopback listener and plays to its end", async () => {
    const clip = await twoSecondClip(folder.path);
    const stored = await window.runAsync(
      `const { media_base } = await window.__TAURI_INTERNALS__.invoke("door_state");
       const bytes = Uint8Array.from(atob(args[0]), (letter) => letter.charCodeAt(0));
       const answer = await fetch(media_base + "/media?name=clip.mp4", { method: "POST", body: bytes, headers: { "content-type": "video/mp4" } });
       if (!answer.ok) throw new Error("upload: " + answer.status + " " + await answer.text());
       const { sha256 } = await answer.json();
       const video = document.createElement("video");
       video.id = "clip";
       video.muted = true;
       video.width = 640;
       video.style.cssText = "position:fixed;inset:auto 24px 24px auto;z-index:9999";
       video.onerror = () => { video.dataset.error = video.error.code + " " + video.error.message; };
       video.src = media_base + "/media/" + sha256;
       document.body.append(video);
       await video.play();
       return sha256;`,
      clip.toString("base64"),
    );
    assert.match(stored, /^[0-9a-f]{64}$/);
    const state = () =>
      window.run(`const video = document.getElementById("clip");
        return { at: video.currentTime, length: video.duration, ended: video.ended, width: video.videoWidth, error: video.dataset.error ?? null };`);
    await until("the clip is under way", async () => (await state()).at > 0.2);
    await window.shot("desktop/06-clip");
    const end = await until("the clip has played to its end", async () => {
      const now = await state();
      if (now.error) throw new Error(`the clip does not play: ${now.error}`);
      return now.ended ? now : null;
    });
    assert.ok(end.at > 1.9 && end.at < 2.2, `ended at ${end.at} s`);
    assert.equal(end.width, 640);
  });

  await t.test("closing the window ends the program", async () => {
    assert.equal((await window.processes()).length, 1);
    await window.close();
    await until("the program is gone", async () => (await window.processes()).length === 0);
  });
});

/** A moving test picture with a tone, in what every platform takes: H.264 and AAC. */
async function twoSecondClip(dir) {
  const path = join(dir, "clip.mp4");
  await run("ffmpeg", [
    "-v", "error", "-f", "lavfi", "-i", "testsrc2=duration=2:size=640x360:rate=25", "-f", "lavfi", "-i", "sine=duration=2",
    "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", "-movflags", "+faststart", "-y", path,
  ]);
  return readFile(path);
}
