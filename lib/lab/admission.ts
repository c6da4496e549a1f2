import {
  createServer as createHttpServer,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import { createServer as createHttpsServer } from "node:https";
import type { Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Identity } from "./certificate";
import type { Identities } from "./identities";
import type { Admit, FindArrival } from "./port";
import type { RequestHandler } from "./request-handler";
import type { StreamHandler } from "./stream-handler";
import type { Switchboard } from "./switchboard";

/** Longer than any pause between the requests of a probe, so that it is the client who closes. */
const KEEP_ALIVE_MS = 65_000;

/** Plain HTTP. A stalled port still lets the lab's own door be reached, or it could not be switched back. */
export function httpAdmission(handle: RequestHandler, faults: Switchboard): Admit {
  const serve = socketServer((listener) => createHttpServer(listener), handle);
  return (socket, find) => {
    if (faults.find("stall-accept", "") === null) serve(socket, find);
    else peek(socket, (head) => (head.includes(" /-/") ? serve(socket, find) : stayMute(socket)));
  };
}

/** TLS with the certificate that the faults say. */
export function httpsAdmission(
  identities: Identities,
  handle: RequestHandler,
  handleStream: StreamHandler,
  faults: Switchboard,
): Admit {
  const serverOf = ({ cert, key }: Identity) =>
    socketServer((listener) => createHttpsServer({ cert, key }, listener), handle);
  const serveGood = serverOf(identities.good);
  const serveBoth = bothServer(identities.good, handle, handleStream);
  const others = [
    { fault: "cert-expired", serve: serverOf(identities.expired) },
    { fault: "cert-wrong-name", serve: serverOf(identities.wrongName) },
    { fault: "cert-untrusted", serve: serverOf(identities.untrusted) },
  ] as const;
  return (socket, find) => {
    if (faults.find("stall-accept", "") ?? faults.find("stall-tls", "")) return stayMute(socket);
    const usual = faults.find("http-2", "") === null ? serveGood : serveBoth;
    const serve = others.find(({ fault }) => faults.find(fault, "") !== null)?.serve ?? usual;
    const slow = faults.find("slow-tls", "");
    if (slow === null) serve(socket, find);
    else later(socket, slow.amount, () => serve(socket, find));
  };
}

/** HTTP/2 for those who offer it, HTTP/1.1 for all others. */
function bothServer({ cert, key }: Identity, handle: RequestHandler, handleStream: StreamHandler): Admit {
  const serveOne = socketServer((listener) => createHttpServer(listener), handle);
  const two = createHttp2Server();
  let findArrival: FindArrival = () => null;
  two.on("stream", (stream, headers) => {
    // A client that resets a stream is what a test wants.
    stream.on("error", () => {});
    const arrival = findArrival(stream.session?.socket ?? null);
    handleStream(stream, headers, arrival?.number ?? 0).catch(() => stream.destroy());
  });
  const server = createTlsServer({ cert, key, ALPNProtocols: ["h2", "http/1.1"] }, (secured) => {
    if (secured.alpnProtocol === "h2") two.emit("connection", secured);
    else serveOne(secured, findArrival);
  });
  return (socket, find) => {
    findArrival = find;
    server.emit("connection", socket);
  };
}

/** A server that listens nowhere: connections are put into it. */
function socketServer(create: (listener: RequestListener) => Server, handle: RequestHandler): Admit {
  let findArrival: FindArrival = () => null;
  const server = create((request, response) => {
    const arrival = findArrival(request.socket);
    if (arrival === null) response.destroy();
    else handle(request, response, arrival).catch((error: unknown) => sendFailure(response, error));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return (socket, find) => {
    findArrival = find;
    server.emit("connection", socket);
  };
}

/** Reads and forgets what the client says, until it leaves. */
function stayMute(socket: Socket): void {
  socket.once("end", () => socket.destroy());
  socket.resume();
}

/** Looks at the first bytes and puts them back. */
function peek(socket: Socket, then: (head: string) => void): void {
  socket.once("readable", () => {
    const head: Buffer | null = socket.read();
    if (head !== null) socket.unshift(head);
    then(head?.toString("latin1") ?? "");
  });
}

function later(socket: Socket, ms: number, run: () => void): void {
  const timer = setTimeout(run, ms);
  socket.once("close", () => clearTimeout(timer));
}

/** What is broken in the lab itself must not look like a fault that was switched on. */
function sendFailure(response: ServerResponse, error: unknown): void {
  if (!response.headersSent) response.writeHead(500);
  response.end(`the lab itself failed: ${error instanceof Error ? error.message : String(error)}\n`);
}
