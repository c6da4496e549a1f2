import { createServer, type Server, type Socket } from "node:net";

/** The TCP connection that a request came on, which TLS hides. */
export type Arrival = {
  readonly socket: Socket;
  /** Counts the connections of a port from 1. */
  readonly number: number;
  readonly tls: boolean;
};

/** A listening port of the lab. */
export type Port = { readonly number: number; readonly close: () => Promise<void> };

/** Finds the connection below a response's socket; null once the client has left. */
export type FindArrival = (socket: Socket | null) => Arrival | null;

/** What is done with a new connection before anything is read from it. */
export type Admit = (socket: Socket, find: FindArrival) => void;

const HOST = "127.0.0.1";
const FIXES: ReadonlyMap<string, string> = new Map([
  ["EADDRINUSE", "something listens there already; choose another with --port, or 0 for any free one"],
  ["EACCES", "it may not be opened by this user; choose one from 1024 on"],
]);

/**
 * Listens on a loopback port, 0 for any free one, and hands each new connection to `admit`. Throws an Error of one
 * sentence when the port cannot be had.
 */
export async function openPort(number: number, tls: boolean, admit: Admit): Promise<Port> {
  // Only the client's port is the same on both sides of TLS.
  const arrivals = new Map<number | undefined, Arrival>();
  const find: FindArrival = (socket) => arrivals.get(socket?.remotePort) ?? null;
  let count = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const { remotePort } = socket;
    arrivals.set(remotePort, { socket, number: ++count, tls });
    socket.once("close", () => arrivals.delete(remotePort));
    // A client that resets is what a test wants, not an error of the lab.
    socket.on("error", () => socket.destroy());
    admit(socket, find);
  });
  await listen(server, number);
  return { number: portOf(server), close: () => closeAll(server, [...arrivals.values()]) };
}

function listen(server: Server, number: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const code = "code" in cause ? String(cause.code) : "";
      reject(new Error(`port ${number} cannot be opened: ${FIXES.get(code) ?? cause.message}`, { cause }));
    });
    server.listen(number, HOST, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the lab does not listen on a port");
  return address.port;
}

function closeAll(server: Server, arrivals: readonly Arrival[]): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const { socket } of arrivals) socket.destroy();
  });
}
