import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { environment } from "@/e2e/env";

const SOURCES = "e2e/bench/accuracy/programs";
const PROGRAMS = ["relay", "server", "httptrace", "scrape"] as const;
const END_MS = 3_000;

/** Builds the lab's Go programs into a folder. They need the standard library alone. */
export async function buildPrograms(folder: string): Promise<void> {
  const env = { ...environment(), GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", CGO_ENABLED: "0" };
  const packages = PROGRAMS.map((name) => `./${name}`);
  await promisify(execFile)("go", ["build", "-o", `${folder}/`, ...packages], { cwd: SOURCES, env });
}

/** A running program that answers a JSON line with a JSON line, and ends when its input does. */
export type Program = {
  readonly pid: number;
  readonly ask: (question: unknown) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** Starts one; resolves when it is ready. Throws when it ends before. */
export async function startProgram(command: readonly string[]): Promise<Program> {
  const [file = "", ...args] = command;
  const child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const read = async (): Promise<unknown> => {
    const { done, value } = await lines.next();
    if (done === true) throw new Error(`${args.join(" ")} ended`);
    return JSON.parse(value);
  };
  await read();
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} has no process id`);
  return {
    pid,
    ask: (question) => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return read();
    },
    close: async () => {
      child.stdin.end();
      const timer = setTimeout(() => child.kill("SIGKILL"), END_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
