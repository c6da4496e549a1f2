import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Why the web process of `command` cannot listen there, as one sentence with the fix; null when it can. */
export async function portProblem(host: string, port: number, command: string): Promise<string | null> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return null;
  } catch (error) {
    return listenProblem(error, host, port, command);
  } finally {
    server.close();
  }
}

function listenProblem(error: unknown, host: string, port: number, command: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  if (code === "EADDRINUSE") {
    return `port ${port} on ${host} is in use: end what listens there, or take another one with PORT=${port + 1} ${command}`;
  }
  if (code === "EACCES")
    return `port ${port} may not be used by this user: take one above 1023, such as PORT=3000`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `HOST=${host} is not an address of this machine: use 127.0.0.1, or 0.0.0.0 for all addresses`;
  }
  return `cannot listen on ${host}:${port} (${code}): choose another HOST or PORT`;
}

/** Resolves with true when a GET answers 200, with false when the limit passes or `ended` says to stop. */
export async function waitForOk(url: string, limitMs: number, ended: () => boolean): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (!ended() && performance.now() < until) {
    if ((await statusOf(url)) === 200) return true;
    await sleep(50);
  }
  return false;
}

function statusOf(url: string): Promise<number | null> {
  return new Promise((resolve) => {
    const outgoing = request(url, { agent: false, timeout: 5_000 }, (response) => {
      response.resume();
      response.once("close", () => resolve(response.statusCode ?? null));
    });
    outgoing.once("timeout", () => outgoing.destroy());
    outgoing.once("error", () => resolve(null));
    outgoing.end();
  });
}
