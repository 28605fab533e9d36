// Waiting for a condition with a deadline, free ports, child processes that end with the test.
// Knows nothing of the studio.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
// tidy-allow(sleep): between two looks at a condition; the only place that waits for time.
import { setTimeout as pause } from "node:timers/promises";

/** Asks `probe` again and again until it answers something true; what it threw last is the cause when time is up. */
export async function until(what, probe, within = 30_000) {
  const end = Date.now() + within;
  let cause;
  for (;;) {
    try {
      const found = await probe();
      if (found) return found;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > end) throw new Error(`not within ${within / 1000} s: ${what}`, { cause });
    await pause(50);
  }
}

export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Starts a program; `said()` is all it printed so far, `end()` stops it and waits until it is gone. */
export function start(program, words, env = {}) {
  const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
  const gone = new Promise((done) => {
    child.once("exit", done);
    child.once("error", (error) => done((text += error.message)));
  });
  return {
    said: () => text,
    running: () => child.exitCode === null && child.signalCode === null,
    async end() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** Runs a program to its end and answers what it printed; fails with what it said when it failed. */
export function run(program, words, env = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (part) => (out += part));
    child.stderr.setEncoding("utf8").on("data", (part) => (err += part));
    child.once("error", fail);
    child.once("exit", (code) =>
      code === 0 ? done(out) : fail(new Error(`${program} ${words.join(" ")} ended with ${code}: ${err.slice(-2000)}`)),
    );
  });
}
