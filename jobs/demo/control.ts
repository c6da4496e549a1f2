import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { z } from "zod";

/** Where a running demo listens to its switch, and what it lets in. */
export const CONTROL_FILE = "demo.json";

/** The file of a running demo, readable by its user alone. */
export const controlSchema = z.strictObject({ url: z.url(), token: z.string() });
/** What the switch is sent. */
export const switchSchema = z.strictObject({ slug: z.string(), on: z.boolean() });

const MAX_BODY_BYTES = 1_000;

/**
 * Listens on loopback for the switch of `npm run demo -- on SLUG`, and says in the folder where; the answer ends it.
 * `turn` throws a RangeError for a slug that no mirror has, whose message the asker is told.
 */
export async function openControl(
  folder: string,
  turn: (slug: string, on: boolean) => void,
): Promise<() => Promise<void>> {
  const token = randomBytes(32).toString("hex");
  const server = createServer(async (request, response) => {
    const { status, text } = await answer(request, token, turn);
    response
      .writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" })
      .end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the demo's switch has no port");
  const file = join(folder, CONTROL_FILE);
  rmSync(file, { force: true });
  const control = { url: `http://127.0.0.1:${address.port}/`, token };
  writeFileSync(file, JSON.stringify(control), { mode: 0o600 });
  return async () => {
    rmSync(file, { force: true });
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
}

type Reply = { readonly status: number; readonly text: string };

async function answer(
  request: IncomingMessage,
  token: string,
  turn: (slug: string, on: boolean) => void,
): Promise<Reply> {
  const { authorization = "" } = request.headers;
  if (request.method !== "POST" || !isSame(authorization, `Bearer ${token}`))
    return { status: 403, text: "" };
  const parsed = switchSchema.safeParse(parseJson(await readBody(request)));
  if (!parsed.success) return { status: 400, text: 'the body is not {"slug": "…", "on": true}' };
  try {
    turn(parsed.data.slug, parsed.data.on);
    return { status: 200, text: "" };
  } catch (error) {
    if (error instanceof RangeError) return { status: 404, text: error.message };
    throw error;
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
