// Where the programs are, a folder of the test's own that goes with it, and where screenshots are kept.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Real input files of a unit, handed to developers beside the repository. */
export const samples = join(here, "../../../../shared/samples/unit-31");
export const shots = join(here, "../shots");

/** A file of the repository's assets. */
export const assets = (name) => join(here, "../../../assets", name);

/** The path in an environment variable that `cargo xtask test` sets. */
export function program(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: start this through \`cargo xtask test\``);
  return path;
}

/** A new empty folder; `remove()` when done. */
export async function freshFolder(name) {
  const path = await mkdtemp(join(tmpdir(), `pufa-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function shotFile(name) {
  const path = join(shots, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  return path;
}
