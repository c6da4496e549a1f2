// The dependency-free base of every script: what runs before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's top folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** The oldest Node that runs this, as in package.json `engines`. */
const NODE_FLOOR = [20, 19];

/** A failure whose one sentence is all that a user needs; no stack is printed for it. */
export class SetupError extends Error {}

/** Refuses a Node that is too old, by name. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [floorMajor, floorMinor] = NODE_FLOOR;
  if (major > floorMajor || (major === floorMajor && minor >= floorMinor)) return;
  throw new SetupError(
    `Node ${version} is too old: gomirrors needs Node ${NODE_FLOOR.join(".")} or newer (20, 22 and 24 are tested)`,
  );
}

/** Every file below the named files and folders, sorted, generated ones left out. */
export function listFiles(names, root = ROOT) {
  const files = [];
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (!statSync(path).isDirectory()) return void files.push(path);
    for (const entry of readdirSync(path).sort()) if (entry !== "generated") visit(join(path, entry));
  };
  for (const name of names) visit(join(root, name));
  return files;
}

/** One hash over names and contents: what a step was made from. */
export function hashFiles(names, root = ROOT) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const file of listFiles(names, root)) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Runs `make` unless the stamp shows that it already ran on the same inputs and its output stands. */
export async function once(stampFile, inputs, output, make) {
  const stamp = join(ROOT, stampFile);
  const hash = hashFiles(inputs);
  const fresh = existsSync(stamp) && readFileSync(stamp, "utf8") === hash && existsSync(join(ROOT, output));
  if (fresh) return false;
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

/** Says one line of progress on stderr. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs a command in the clone, its output on stderr; refuses with its name and exit code when it fails. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const output = [];
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => (quiet ? output.push(chunk) : process.stderr.write(chunk)));
    }
    child.once("error", (error) => reject(new SetupError(`${command} could not be run: ${error.message}`)));
    child.once("close", (code, signal) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(new SetupError(`${[command, ...args].join(" ")} ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/** Runs a script's main function; a SetupError ends it with one line and exit code 1. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? process.exitCode ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`gomirrors: ${error.message}`);
    process.exitCode = 1;
  }
}
