// The team server on an empty folder, and people who sit before browsers of their own. What they do reads like a sentence.
// Elements are found as a person finds them: by role and by name.

import { chromium } from "playwright-core";
import { program, shotFile } from "./place.mjs";
import { freePort, start, until } from "./wait.mjs";

/** Where Debian and others keep Chromium. */
const BROWSER = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const SCREEN = { width: 1440, height: 900 };

/** Starts `pufa serve` on `folder` and a browser; `end()` stops both. */
export async function openStudio(folder) {
  const address = `http://127.0.0.1:${await freePort()}`;
  const pages = process.env["PUFA_UI"];
  const words = ["--data", folder, "serve", "--listen", address.slice("http://".length), ...(pages ? ["--ui", pages] : [])];
  const server = start(program("PUFA_BIN"), words);
  let browser;
  try {
    await until("the server answers", () => {
      if (!server.running()) throw new Error(`the server ended: ${server.said()}`);
      return fetch(address).then((answer) => answer.ok);
    });
    browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox", "--disable-gpu"] });
  } catch (error) {
    await server.end();
    throw error;
  }
  return {
    person: (name, how) => Person.enter(browser, address, name, how),
    async end() {
      await browser.close();
      await server.end();
    },
  };
}

/** Somebody at a browser. */
class Person {
  /** `as`: somebody who is signed in already sits before this browser too. */
  static async enter(browser, address, name, { language = "zh", shade = "light", width = SCREEN.width, height = SCREEN.height, as } = {}) {
    const context = await browser.newContext({
      baseURL: address, viewport: { width, height }, storageState: await as?.context.storageState(), locale: language === "zh" ? "zh-CN" : "en-US", timezoneId: "Asia/Shanghai", reducedMotion: "reduce",
    });
    await context.addInitScript(([language, shade]) => {
      localStorage.setItem("language", language);
      localStorage.setItem("shade", shade);
    }, [language, shade]);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const person = new Person();
    Object.assign(person, { name, context, page, trouble: [] });
    page.on("pageerror", (error) => person.trouble.push(`${page.url()}: ${error.message}`));
    page.on("console", (said) => {
      // A refused call is an answer; the browser prints those too.
      if (said.type() === "error" && !said.text().startsWith("Failed to load resource")) person.trouble.push(`${page.url()}: ${said.text()}`);
    });
    await page.goto("/");
    return person;
  }

  button(name, options) {
    return this.page.getByRole("button", { name, ...options });
  }

  /** The dialog that is open. */
  get dialog() {
    return this.page.getByRole("dialog").last();
  }

  async press(name, options) {
    await this.button(name, options).first().click();
  }

  async type(label, text) {
    await this.page.getByLabel(label, { exact: true }).first().fill(text);
  }

  /** Chooses from a list that opens; what is typed narrows it down. */
  async choose(label, option, within = this.page) {
    const box = within.getByRole("combobox", { name: label });
    await box.click();
    const list = this.page.locator(".ant-select-dropdown:visible");
    await list.waitFor();
    const found = list.getByText(option, { exact: true }).first();
    // A long list draws what is in sight only.
    if ((await found.count()) === 0) await box.fill(option);
    await found.click();
  }

  until(what, probe) {
    return until(what, probe);
  }

  async go(place) {
    await this.page.getByRole("navigation").getByRole("link", { name: place }).click();
    await this.page.getByRole("heading", { level: 1, name: place }).first().waitFor();
  }

  async sees(text, options) {
    await this.page.getByText(text, options).first().waitFor();
  }

  async signIn(login, password) {
    await this.type("账号", login);
    await this.type("密码", password);
    await this.press("登录", { exact: true });
  }

  /** An operation, as the page itself calls it. */
  async call(operation, input) {
    const { ok, body } = await this.page.evaluate(
      async ([operation, input]) => {
        const answer = await fetch(`/api/call/${operation}`, {
          method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input),
        });
        return { ok: answer.ok, body: await answer.json() };
      },
      [operation, input],
    );
    if (!ok) throw new Error(`${this.name}: ${operation}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Puts a file into the studio, as the page itself does. */
  async upload(name, bytes) {
    return this.page.evaluate(
      async ([name, base64]) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const answer = await fetch(`/api/media?name=${encodeURIComponent(name)}`, { method: "POST", body: bytes });
        if (!answer.ok) throw new Error(await answer.text());
        return answer.json();
      },
      [name, bytes.toString("base64")],
    );
  }

  async shot(name) {
    // What still loads is waited for; a page that never rests is shown as it is.
    await this.page.waitForLoadState("networkidle", { timeout: 3_000 }).catch(() => null);
    await this.page.locator(".chart-wait").first().waitFor({ state: "detached", timeout: 3_000 }).catch(() => null);
    await this.page.screenshot({ path: await shotFile(`browser/${name}`) });
  }

  async leave() {
    await this.context.close();
  }
}
