import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "@/lib/lab/answer";
import { newAuthority, newIdentity } from "@/lib/lab/certificate";
import { openTree, treeSite } from "@/lib/lab/tree-site";

/** What the upstream does to requests whose path contains `within`; every path contains the empty text. */
export type UpstreamFault = { readonly within: string } & (
  | { readonly does: "status"; readonly status: number }
  | { readonly does: "page" | "hang" | "reset" }
  | { readonly does: "delay"; readonly ms: number }
);

/** A loopback tree with its checksum database, behind which engines are put, and which fails on command. */
export type Upstream = {
  readonly url: string;
  /** Forward proxy that leads to this checksum database, and to nothing else. */
  readonly proxyUrl: string;
  /** PEM text of the root of `https://sum.golang.org` as that proxy shows it. */
  readonly ca: string;
  /** Null: healthy. Requests that hang are let go when the fault changes. */
  readonly set: (fault: UpstreamFault | null) => void;
  readonly close: () => Promise<void>;
};

const DATABASE = "sum.golang.org";
const DAY_MS = 86_400_000;
const PAGE: Answer = {
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: Buffer.from("<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>\n"),
};

export async function startUpstream(folder: string): Promise<Upstream> {
  const site = treeSite(openTree(folder));
  const hung = new Set<Socket>();
  let fault: UpstreamFault | null = null;
  const handle = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const now = fault !== null && path.includes(fault.within) ? fault : null;
    if (now?.does === "hang") hung.add(request.socket);
    else if (now?.does === "reset") request.socket.destroy();
    else {
      if (now?.does === "delay") await sleep(now.ms);
      send(response, now === null || now.does === "delay" ? await site(path) : failing(now));
    }
  };
  const plain = createServer((request, response) => void handle(pathOf(request), request, response));
  const identity = newDatabaseIdentity();
  const database = createTlsServer(identity, (request, response) => {
    void handle(`sumdb/${DATABASE}/${pathOf(request)}`, request, response);
  });
  const proxy = createServer((_, response) => response.writeHead(403).end());
  const servers = [plain, database, proxy];
  const sockets = new Map(servers.map((server) => [server, trackSockets(server)]));
  for (const server of servers) await listen(server);
  proxy.on("connect", (request, socket) => join(request.url === `${DATABASE}:443`, socket, portOf(database)));
  return {
    url: `http://127.0.0.1:${portOf(plain)}/`,
    proxyUrl: `http://127.0.0.1:${portOf(proxy)}`,
    ca: identity.ca,
    set: (next) => {
      fault = next;
      for (const socket of hung) socket.destroy();
      hung.clear();
    },
    close: async () => {
      for (const [server, open] of sockets) await close(server, open);
    },
  };
}

function pathOf(request: IncomingMessage): string {
  return decodeURIComponent(new URL(request.url ?? "/", "http://upstream").pathname.slice(1));
}

function failing(fault: UpstreamFault): Answer {
  if (fault.does === "status") {
    const body = Buffer.from(`upstream says ${fault.status}\n`);
    return { status: fault.status, headers: { "content-type": "text/plain; charset=utf-8" }, body };
  }
  return PAGE;
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, "content-length": body.length }).end(body);
}

function newDatabaseIdentity() {
  const now = Date.now();
  const validity = { from: now - DAY_MS, to: now + DAY_MS };
  const root = newAuthority("gomirrors conformance root", validity);
  return { ca: root.cert, ...newIdentity(root, [DATABASE], validity) };
}

/** What is not the checksum database is refused: nothing that is started here may leave loopback. */
function join(allowed: boolean, client: Duplex, port: number): void {
  client.on("error", () => undefined);
  if (!allowed) return void client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  const server = connect(port, "127.0.0.1", () => {
    client.write("HTTP/1.1 200 OK\r\n\r\n");
    server.pipe(client).pipe(server);
  });
  server.on("error", () => client.destroy());
  client.on("close", () => server.destroy());
}

/** The sockets of a server, those that it has handed over included. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  return sockets;
}

async function listen(server: Server): Promise<void> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

async function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  server.close();
  for (const socket of sockets) socket.destroy();
  await once(server, "close");
}
