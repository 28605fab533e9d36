// The real desktop window, driven over WebDriver in plain HTTP calls: what a person sees, presses and types.
// Knows no screen of the studio.

import { readdir, readFile } from "node:fs/promises";
import { freePort, run, start, until } from "./wait.mjs";
import { program, shotFile } from "./place.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Text as an XPath string; our words never hold both kinds of quotes. */
const quoted = (text) => (text.includes("'") ? `"${text}"` : `'${text}'`);
const saying = (text) => `normalize-space(.)=${quoted(text)} or @aria-label=${quoted(text)}`;

/** What a role and a name mean in our pages' HTML. */
const paths = {
  button: (name) => `//button[${saying(name)}]`,
  heading: (name) => `//*[self::h1 or self::h2 or self::h3][${saying(name)}]`,
  page: (name) => `//h1[contains(normalize-space(.),${quoted(name)})]`,
  link: (name) => `//a[${saying(name)}]`,
  menuitem: (name) => `//*[@role='menuitem'][${saying(name)}]`,
  tab: (name) => `//*[@role='tab'][${saying(name)}]`,
  textbox: (name) => `//*[@id=//label[normalize-space(.)=${quoted(name)}]/@for] | //input[@aria-label=${quoted(name)}] | //textarea[@aria-label=${quoted(name)}]`,
  text: (name) => `//*[text()[contains(.,${quoted(name)})]]`,
  containing: (name) => `//button[contains(normalize-space(.),${quoted(name)})]`,
};

/** Opens the release program in a data folder of its own, with nothing of this machine's user around it. */
export async function openWindow(folder, binary = program("PUFA_STUDIO_BIN"), words = []) {
  const [port, native] = [await freePort(), await freePort()];
  const driver = start(program("TAURI_DRIVER"), ["--port", String(port), "--native-port", String(native)], {
    ...environment(folder),
  });
  const base = `http://127.0.0.1:${port}`;
  try {
    await until("tauri-driver answers", () => fetch(`${base}/status`).then((answer) => answer.ok));
    const capabilities = { alwaysMatch: { "tauri:options": { application: binary, args: words } } };
    const session = await send(base, "POST", "/session", { capabilities });
    return new Window(`${base}/session/${session.sessionId}`, driver, folder, binary);
  } catch (error) {
    await driver.end();
    throw new Error(`the window did not open; the driver said: ${driver.said().slice(-1500)}`, { cause: error });
  }
}

export function environment(folder) {
  return {
    PUFA_DATA: `${folder}/data`,
    HOME: folder,
    XDG_DATA_HOME: `${folder}/share`,
    XDG_CONFIG_HOME: `${folder}/config`,
    XDG_CACHE_HOME: `${folder}/cache`,
    LANG: "zh_CN.UTF-8",
    // A virtual display has no GPU: WebKitGTK would wait for one.
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    LIBGL_ALWAYS_SOFTWARE: "1",
    GDK_BACKEND: "x11",
    NO_AT_BRIDGE: "1",
  };
}

/** Longer than a slow machine takes for anything; a driver that waits for a window that never comes would wait for ever. */
const PATIENCE = 120_000;

async function send(base, method, path, body) {
  const answer = await fetch(base + path, {
    method,
    signal: AbortSignal.timeout(PATIENCE),
    ...(method === "POST" ? { body: JSON.stringify(body ?? {}), headers: { "content-type": "application/json" } } : {}),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error}: ${value?.message}`);
  return value;
}

class Window {
  constructor(base, driver, folder, binary) {
    Object.assign(this, { base, driver, folder, binary });
  }

  /** The first visible element of that role and name, waited for. */
  find(role, name, within) {
    return until(
      `a ${role} “${name}” in sight`,
      async () => {
        const found = await send(this.base, "POST", "/elements", { using: "xpath", value: paths[role](name) });
        for (const element of found.map((one) => one[ELEMENT])) {
          if (await send(this.base, "GET", `/element/${element}/displayed`)) return element;
        }
        return null;
      },
      within,
    );
  }

  async press(role, name) {
    const element = await this.find(role, name);
    // A press is refused while something still slides over the place.
    await until(`“${name}” can be pressed`, () => send(this.base, "POST", `/element/${element}/click`, {}).then(() => true));
  }

  async type(name, text) {
    const element = await this.find("textbox", name);
    await send(this.base, "POST", `/element/${element}/value`, { text });
  }

  /** Types where the cursor is. */
  async keys(text) {
    const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await send(this.base, "POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Runs an expression in the page. */
  run(script, ...args) {
    return send(this.base, "POST", "/execute/sync", { script, args });
  }

  /** Runs an async function body in the page; what it throws is thrown here. */
  async runAsync(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (async (...args) => { ${body} })(...arguments).then((value) => done({ value: value ?? null }),
        (error) => done({ error: String(error?.message ?? JSON.stringify(error)) }));`;
    const { value, error } = await send(this.base, "POST", "/execute/async", { script, args });
    if (error) throw new Error(error);
    return value;
  }

  /** The program's own door: an operation by name. */
  call(op, input) {
    return this.runAsync(`return window.__TAURI_INTERNALS__.invoke("call", { op: args[0], input: args[1] })
      .catch((refusal) => { throw new Error(args[0] + ": " + JSON.stringify(refusal)); });`, op, input);
  }

  /** Chooses the studio to look at, as first start does. */
  choose(choice) {
    return this.runAsync(`return window.__TAURI_INTERNALS__.invoke("door_choose", { choice: args[0] })`, choice);
  }

  async reload() {
    await send(this.base, "POST", "/refresh", {});
  }

  /** What stands on the display, the driver's own picture of a page never comes without a GPU. */
  async shot(name) {
    const display = process.env["DISPLAY"] ?? "";
    await run("ffmpeg", ["-v", "error", "-f", "x11grab", "-i", display, "-frames:v", "1", "-y", await shotFile(name)]);
  }

  /** Whatever the system's language is: the words that a test looks for are Chinese. */
  async speakChinese() {
    await this.run("localStorage.setItem('language', 'zh')");
    await this.reload();
  }

  /** The processes of the program that runs on our folder. */
  processes() {
    return this.running((line) => line.startsWith(this.binary));
  }

  /** The web view's own processes that it started. */
  helpers() {
    return this.running((line) => /WebKit(Web|Network|GPU)Process/.test(line));
  }

  async running(wanted) {
    const found = [];
    for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
      const [environ, line] = await Promise.all(
        ["environ", "cmdline"].map((file) => readFile(`/proc/${id}/${file}`, "utf8").catch(() => "")),
      );
      if (environ.includes(`PUFA_DATA=${this.folder}/data`) && wanted(line)) found.push(id);
    }
    return found;
  }

  /** Closes the window as its frame's button does, and ends the driver. */
  async close() {
    await send(this.base, "DELETE", "/window").catch(() => null);
  }

  async end() {
    await send(this.base, "DELETE", "").catch(() => null);
    await this.driver.end();
  }
}
