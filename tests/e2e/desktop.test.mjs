// The real program in its real window: first start, a workspace, signing in, the script editor, a clip, and out.
// Runs on the release build; the content policy, the scheme and the loopback listener differ there from everywhere else.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { freshFolder, program } from "./lib/place.mjs";
import { run, until } from "./lib/wait.mjs";
import { environment, openWindow } from "./lib/window.mjs";

const password = "一把-只为演示-的钥匙";
const title = "窗口里的第一期";
let folder;
let window;
let episode;

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
  let broken = false;
  /** One station of the walk; after a failed one there is nothing to see at the next. */
  const station = (name, work) =>
    t.test(name, { skip: broken && "an earlier station failed" }, async () => {
      broken = true;
      await work();
      broken = false;
    });

  await station("first start offers three ways in", async () => {
    await window.speakChinese();
    for (const way of ["在这台电脑上新建工作区", "先看看演示工作区", "连接单位的服务器"]) await window.find("containing", way);
    await window.shot("desktop/01-first-start");
  });

  await station("a new workspace on this computer", async () => {
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

  await station("out, and in again with the password", async () => {
    await window.press("button", "我的");
    await window.press("menuitem", "退出登录");
    await window.find("heading", "登录");
    await window.type("账号", "jia");
    await window.type("密码", password);
    await window.shot("desktop/04-sign-in");
    await window.press("button", "登录");
    await window.find("link", "工作台");
  });

  await station("a link of the system's opens the episode in the window that is there", async () => {
    const column = await window.call("save_column", {
      id: null, version: 0, name: "说演示", aliases: [], parent: null, department: null, hosts: [], channels: [],
      cadence_days: null, standing: true, active: true,
    });
    const made = await window.call("create_episode", {
      column: column.id, title, format: "talk", target_seconds: 60, wanted_day: null, owner: null,
    });
    episode = made.id;
    await run(program("PUFA_STUDIO_BIN"), [`pufa://episode/${episode}`], environment(folder.path));
    await window.find("page", title);
    assert.equal((await window.processes()).length, 1, "the second start has handed over and ended");
    await window.shot("desktop/05-episode");
  });

  await station("the script editor keeps what is typed", async () => {
    await window.press("containing", "打开脚本编辑");
    await window.press("containing", "加一镜");
    await window.keys("喝了酒睡一觉再开车，算不算酒驾？请拨打13800138000。");
    await until("the draft is kept", async () => {
      const { script } = await window.call("script_view", { episode });
      return script.shots.some((shot) => shot.line.includes("算不算酒驾"));
    });
    await until("what was found is underlined in this engine too", () =>
      window.run(`const found = document.querySelector("mark.found"); return found !== null && getComputedStyle(found).textDecorationLine === "underline";`));
    await window.shot("desktop/06-script");
  });

  await station("a two-second clip goes in through the loopback listener and plays to its end", async () => {
    await playing(await twoSecondClip(folder.path));
    const state = () =>
      window.run(`const video = document.getElementById("clip");
        return { at: video.currentTime, length: video.duration, ended: video.ended, width: video.videoWidth, error: video.dataset.error ?? null };`);
    const under = await until("the clip is under way", async () => {
      const now = await state();
      return now.at > 0.2 && now;
    });
    await window.shot("desktop/07-clip");
    assert.equal(under.ended, false, "seen before its end");
    const end = await until("the clip has played to its end", async () => {
      const now = await state();
      if (now.error) throw new Error(`the clip does not play: ${now.error}`);
      return now.ended ? now : null;
    });
    assert.ok(end.at > 1.9 && end.at < 2.2, `ended at ${end.at} s`);
    assert.equal(end.width, 640);
  });

  await station("the content policy holds against what is not ours", async () => {
    const tried = await window.runAsync(`
      window.refused = new Set();
      document.addEventListener("securitypolicyviolation", (event) => window.refused.add(event.effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "window.injected = 'script'";
      const picture = document.createElement("div");
      picture.innerHTML = "<img src='data:,' onerror='window.injected = 1'><iframe src='https://example.com/'></iframe>";
      document.body.append(script, picture);
      let evaluated = true;
      try { new Function("return 1")(); } catch { evaluated = false; }
      const fetched = await fetch("https://example.com/").then(() => true, () => false);
      await new Promise((done) => { const far = new Image(); far.onerror = far.onload = done; far.src = "https://example.com/a.png"; });
      return { injected: window.injected ?? null, evaluated, fetched };`);
    assert.deepEqual(tried, { injected: null, evaluated: false, fetched: false });
    for (const directive of ["connect-src", "frame-src", "img-src", "script-src-elem"]) {
      await until(`${directive} is refused`, () => window.run("return window.refused.has(arguments[0])", directive));
    }
    await window.run("window.location.assign('https://example.com/')");
    assert.match(await window.run("return window.location.href"), /^tauri:\/\/localhost\//);
  });

  await station("closing the window ends the program and all it started", async () => {
    assert.equal((await window.processes()).length, 1);
    await window.close();
    await until("the program is gone", async () => (await window.processes()).length === 0);
    await until("so are its helpers", async () => (await window.helpers()).length === 0);
  });

  await station("killed, it leaves nothing running and loses nothing; started with a link, it opens there after signing in", async () => {
    await window.end();
    window = await openWindow(folder.path);
    await window.find("heading", "登录");
    const [id] = await window.processes();
    process.kill(Number(id), "SIGKILL");
    await until("nothing is left", async () => (await window.processes()).length + (await window.helpers()).length === 0);
    await window.end();
    window = await openWindow(folder.path, program("PUFA_STUDIO_BIN"), [`pufa://episode/${episode}`]);
    await window.type("账号", "jia");
    await window.type("密码", password);
    await window.press("button", "登录");
    await window.find("page", title);
    await window.shot("desktop/08-again");
  });
});

/** Puts the clip into the studio as the page does, and plays it in the page. */
function playing(clip) {
  return window.runAsync(
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
}

/** A moving test picture with a tone, in what every platform takes: H.264 and AAC. */
async function twoSecondClip(dir) {
  const path = join(dir, "clip.mp4");
  await run("ffmpeg", [
    "-v", "error", "-f", "lavfi", "-i", "testsrc2=duration=2:size=640x360:rate=25", "-f", "lavfi", "-i", "sine=duration=2",
    "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", "-movflags", "+faststart", "-y", path,
  ]);
  return readFile(path);
}
