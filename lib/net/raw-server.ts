import net from "node:net";
import tls from "node:tls";

/** A server on loopback for tests: every byte it says, and when, is the test's. */
export type RawServer = {
  readonly port: number;
  readonly origin: string;
  /** Connections accepted so far, and those still open. */
  readonly accepted: () => number;
  readonly open: () => number;
  readonly close: () => Promise<void>;
};

/** PEM texts of a certificate and its private key. */
type Identity = { readonly cert: string; readonly key: string };
type OnSocket = (socket: net.Socket) => void;
type OnRequest = (socket: net.Socket, head: string) => void;

/** Serves plain TCP, or TLS with an identity that agrees on these protocols; `onSocket` is told of each connection. */
export async function serveSockets(
  onSocket: OnSocket,
  identity: Identity | null = null,
  protocols: readonly string[] = ["http/1.1"],
): Promise<RawServer> {
  const sockets = new Set<net.Socket>();
  let accepted = 0;
  const server =
    identity === null
      ? net.createServer(onSocket)
      : tls.createServer({ ...identity, ALPNProtocols: [...protocols] }, onSocket);
  server.on("connection", (socket: net.Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("secureConnection", (socket: net.Socket) => socket.on("error", () => {}));
  const port = await listen(server);
  return {
    port,
    origin: `${identity === null ? "http" : "https"}://127.0.0.1:${port}`,
    accepted: () => accepted,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Serves sockets; `onRequest` is told of each request head that has arrived whole. */
export async function serveRequests(
  onRequest: OnRequest,
  identity: Identity | null = null,
): Promise<RawServer> {
  return await serveSockets((socket) => {
    let head = "";
    socket.on("data", (chunk) => {
      head += chunk.toString("latin1");
      const end = head.indexOf("\r\n\r\n");
      if (end === -1) return;
      const request = head.slice(0, end);
      head = head.slice(end + 4);
      onRequest(socket, request);
    });
  }, identity);
}

/** A response with its length declared. */
export function response(status: number, body: string, headers: readonly string[] = []): string {
  const lines = [`HTTP/1.1 ${status} Status`, `content-length: ${Buffer.byteLength(body)}`, ...headers];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

/** Says the text, then a piece of a kilobyte each few milliseconds for as long as somebody listens. */
export function sayForEver(socket: net.Socket, text: string, piece: string): void {
  socket.write(text);
  const timer = setInterval(() => socket.write(piece), 5);
  socket.on("close", () => clearInterval(timer));
}

/** Listens on a free loopback port and tells which. */
export async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("the server has no port");
  return address.port;
}
