import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "@/jobs/supervisor/supervise";
import { errnoOf } from "@/lib/files/errno";
import { CHARACTERS } from "./characters";
import { CONTROL_FILE, controlSchema } from "./control";

const LIMIT_MS = 5_000;

/**
 * Switches one mirror of the demo that runs on a folder. Throws a StartError of one sentence when there is no such
 * mirror, or no demo runs there.
 */
export async function switchMirror(folder: string, slug: string, on: boolean): Promise<void> {
  checkSlug(slug);
  const { url, token } = readControl(folder);
  const response = await post(url, token, JSON.stringify({ slug, on })).catch((cause: unknown) => {
    throw notRunning(folder, cause);
  });
  if (!response.ok) {
    throw new StartError(`the demo on ${folder} did not switch: it answered ${response.status}, restart it`);
  }
}

function post(url: string, token: string, body: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(LIMIT_MS) });
}

function checkSlug(slug: string): void {
  const slugs = CHARACTERS.map((character) => character.slug);
  if (slugs.includes(slug)) return;
  throw new StartError(
    `no mirror of the demo is called ${JSON.stringify(slug.slice(0, 100))}: there are ${slugs.join(", ")}`,
  );
}

function readControl(folder: string): { url: string; token: string } {
  try {
    return controlSchema.parse(JSON.parse(readFileSync(join(folder, CONTROL_FILE), "utf8")));
  } catch (error) {
    if (errnoOf(error) !== null && errnoOf(error) !== "ENOENT") throw error;
    throw notRunning(folder, error);
  }
}

function notRunning(folder: string, cause: unknown): StartError {
  return new StartError(
    `no demo runs on the folder ${folder}: start one with \`npm run demo\`, in a terminal of its own`,
    { cause },
  );
}
