import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A further address of a lab: one mirror of many, whose every connection can be held up. */
export type Gate = {
  /** Base URL with a trailing slash. */
  readonly url: string;
  /**
   * Decides how long a connection that came in at this moment (Unix ms) waits before a byte of it passes: milliseconds,
   * 0 for at once, infinity for never.
   */
  readonly setHold: (holdMs: (at: number) => number) => void;
  /** When each connection came in, Unix milliseconds. */
  readonly arrivals: () => readonly number[];
  readonly close: () => Promise<void>;
};

/** Opens a gate to a port of loopback. */
export async function openGate(port: number): Promise<Gate> {
  const arrivals: number[] = [];
  const sockets = new Set<Socket>();
  let hold = (_at: number): number => 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  };
  const server = createServer({ noDelay: true }, (from) => {
    const at = Date.now();
    arrivals.push(at);
    keep(from);
    const waitMs = hold(at);
    if (waitMs === 0) pass(from, port, keep);
    else if (Number.isFinite(waitMs)) setTimeout(pass, waitMs, from, port, keep).unref();
    else from.resume();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    setHold: (holdMs) => {
      hold = holdMs;
    },
    arrivals: () => arrivals,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

function pass(from: Socket, port: number, keep: (socket: Socket) => void): void {
  if (from.destroyed) return;
  const to = connect({ port, host: "127.0.0.1", noDelay: true });
  keep(to);
  from.pipe(to).pipe(from);
  from.once("close", () => to.destroy());
  to.once("close", () => from.destroy());
}
