import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { Worker } from "node:worker_threads";
import { type Identity, newAuthority, newIdentity, newSelfSigned } from "@/lib/lab/certificate";
import { parseQuestion } from "@/lib/lab/dns-message";
import {
  type CertificateName,
  type DnsAnswer,
  type Door,
  GOOD_ANSWER,
  nameOf,
  type OnRequest,
  type Pair,
  type Scene,
  say,
} from "./hostile-pair";
import { PAIRS } from "./hostile-pairs";

/**
 * The process of the hostile servers: one door for each pair, on loopback. It tells its parent where they are, and,
 * when asked, how many connections are open.
 */
export type HostileDoors = {
  readonly ca: string;
  /** `127.0.0.1:PORT`. */
  readonly nameServer: string;
  /** Base URL, with a trailing slash, by the pair's name. */
  readonly urls: Readonly<Record<string, string>>;
  /** A mirror in order, and where redirects lead. */
  readonly healthy: string;
  readonly scene: Scene;
};
export type FromHostile =
  | { readonly type: "doors"; readonly doors: HostileDoors }
  | { readonly type: "open"; readonly open: number; readonly accepted: number };

const HOST = "127.0.0.1";
const DAY_MS = 86_400_000;

const open = new Set<Socket>();
let accepted = 0;
const names = new Map<string, DnsAnswer>();

function newCertificates(now: number): { ca: string; identities: Record<CertificateName, Identity> } {
  const validity = { from: now - 30 * DAY_MS, to: now + 90 * DAY_MS };
  const root = newAuthority("hostile root", validity);
  const stranger = newAuthority("a root that nobody has", validity);
  const many = Array.from({ length: 8_000 }, (_, n) => `name-${n}.hostile.test`);
  const identities = {
    good: newIdentity(root, [HOST], validity),
    expired: newIdentity(root, [HOST], { ...validity, to: now - DAY_MS }),
    future: newIdentity(root, [HOST], { from: now + DAY_MS, to: now + 90 * DAY_MS }),
    wrongName: newIdentity(root, ["other.hostile.test"], validity),
    untrusted: newIdentity(stranger, [HOST], validity),
    selfSigned: newSelfSigned([HOST], validity),
    huge: newIdentity(root, [HOST, ...many], validity),
  };
  return { ca: root.cert, identities };
}

async function listen(server: Server): Promise<number> {
  server.on("connection", (socket: Socket) => {
    accepted += 1;
    open.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.setMaxListeners(0);
    socket.on("close", () => open.delete(socket));
  });
  server.listen(0, HOST);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

/** Tells `onRequest` of each head that has arrived whole. */
function readRequests(socket: Socket, scene: Scene, onRequest: OnRequest): void {
  let head = "";
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    head += chunk.toString("latin1");
    for (let end = head.indexOf("\r\n\r\n"); end !== -1; end = head.indexOf("\r\n\r\n")) {
      const request = head.slice(0, end);
      head = head.slice(end + 4);
      onRequest(socket, request, scene);
    }
  });
}

async function serveRequests(onRequest: OnRequest, scene: () => Scene): Promise<number> {
  return await listen(createServer((socket) => readRequests(socket, scene(), onRequest)));
}

async function serveTls(options: TlsOptions, onRequest: OnRequest, scene: () => Scene): Promise<number> {
  const server = createTlsServer({ ALPNProtocols: ["http/1.1"], ...options }, (socket) =>
    readRequests(socket, scene(), onRequest),
  );
  server.on("tlsClientError", () => {});
  return await listen(server);
}

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

/** Blocks its thread once it listens, so that nothing is ever accepted. */
const FULL = `
const { createServer } = require("node:net");
const { parentPort } = require("node:worker_threads");
const server = createServer().listen({ port: 0, host: "${HOST}", backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
});`;

async function fullPort(): Promise<number> {
  const worker = new Worker(FULL, { eval: true });
  const [port]: unknown[] = await once(worker, "message");
  if (typeof port !== "number") throw new Error("the full port was not told");
  // Two wait in the queue; the third is the first whose handshake nobody answers.
  for (let n = 0; n < 3; n += 1) connect(port, HOST).on("error", () => {});
  return port;
}

async function openNameServer(): Promise<number> {
  const socket = createSocket("udp4");
  socket.on("message", (message, { port, address }) => {
    const question = parseQuestion(message);
    if (question === null) return;
    for (const reply of names.get(question.name)?.(question, message) ?? [])
      socket.send(reply, port, address);
  });
  socket.bind(0, HOST);
  await once(socket, "listening");
  return socket.address().port;
}

type Site = {
  readonly scene: () => Scene;
  readonly identities: Record<CertificateName, Identity>;
  readonly healthyPort: number;
};

async function openDoor(door: Door, number: number, site: Site): Promise<string> {
  switch (door.by) {
    case "request":
      return `http://${HOST}:${await serveRequests(door.onRequest, site.scene)}/`;
    case "socket": {
      const { onSocket, scheme } = door;
      const server = createServer((socket) => {
        onSocket(socket, site.scene());
        // One that is never read does not see the other side leave.
        socket.resume();
      });
      return `${scheme}://${HOST}:${await listen(server)}/`;
    }
    case "tls": {
      const { cert, key } = site.identities[door.certificate];
      return `https://${HOST}:${await serveTls({ cert, key, ...door.options }, door.onRequest, site.scene)}/`;
    }
    case "name": {
      const name = `pair-${number}.hostile.test`;
      names.set(name, door.answer);
      return `http://${name}:${site.healthyPort}/`;
    }
    case "port":
      return `http://${HOST}:${await (door.port === "full" ? fullPort() : closedPort())}/`;
  }
}

async function openDoors(): Promise<HostileDoors> {
  const { ca, identities } = newCertificates(Date.now());
  const scene = (): Scene => found;
  // On all addresses of loopback, where the names of DNS pairs lead.
  const healthyPort = await serveRequests(say(GOOD_ANSWER), scene);
  const found: Scene = {
    closed: `http://${HOST}:${await closedPort()}`,
    expired: `https://${HOST}:${await serveTls(identities.expired, say(GOOD_ANSWER), scene)}`,
    secure: `https://${HOST}:${await serveTls(identities.good, say(GOOD_ANSWER), scene)}`,
    nameless: "http://nameless.hostile.test",
  };
  names.set("nameless.hostile.test", noSuchName());
  const site: Site = { scene, identities, healthyPort };
  const urls: Record<string, string> = {};
  for (const [number, pair] of PAIRS.entries()) urls[nameOf(pair)] = await openDoor(pair.door, number, site);
  return {
    ca,
    nameServer: `${HOST}:${await openNameServer()}`,
    urls,
    healthy: `http://${HOST}:${healthyPort}/`,
    scene: found,
  };
}

function noSuchName(): DnsAnswer {
  const pair: Pair | undefined = PAIRS.find(({ fault }) => fault === "no such name");
  if (pair?.door.by !== "name") throw new Error("no pair has a name that does not exist");
  return pair.door.answer;
}

function tell(message: FromHostile): void {
  process.send?.(message);
}

process.on("message", () => tell({ type: "open", open: open.size, accepted }));
process.on("disconnect", () => process.exit());
// A client that leaves in the middle of anything is what these servers are for.
process.on("uncaughtException", (error) => {
  if (!("code" in error) || !/^E(?:PIPE|CONNRESET)$/.test(String(error.code))) throw error;
});
tell({ type: "doors", doors: await openDoors() });
