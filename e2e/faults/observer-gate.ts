import { connect, createServer, type Socket } from "node:net";
import { closeServer, listen, portOf } from "./ssrf-sink";

/**
 * What a gate does with those who come: pass them on, end them at once, say nothing, or answer as a captive portal does:
 * with a page, or by sending them to one.
 */
export type GateMode = "pass" | "reset" | "silent" | "portal" | "login";

/** A port of its own before a server: a host that can be broken by itself. */
export type Gate = {
  readonly port: number;
  readonly setMode: (mode: GateMode) => void;
  readonly close: () => Promise<void>;
};

const PAGE = "<!DOCTYPE html><html><head><title>Welcome</title></head><body>Please sign in</body></html>";
const ANSWERS = {
  portal: `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\nConnection: close\r\n\r\n${PAGE}`,
  login:
    "HTTP/1.1 302 Found\r\nLocation: http://login.portal.test/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
} as const;

/** Opens a gate before a loopback port. */
export async function openGate(upstreamPort: number): Promise<Gate> {
  let mode: GateMode = "pass";
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    if (mode === "reset") client.resetAndDestroy();
    else if (mode === "portal" || mode === "login") answer(client, ANSWERS[mode]);
    else if (mode === "pass") passOn(client, keep(connect(upstreamPort, "127.0.0.1")));
  });
  await listen(server, "127.0.0.1", 0);
  return {
    port: portOf(server),
    setMode: (next) => {
      mode = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await closeServer(server);
    },
  };
}

function answer(client: Socket, text: string): void {
  client.once("data", () => client.end(text));
}

function passOn(client: Socket, upstream: Socket): void {
  client.pipe(upstream).pipe(client);
  client.on("close", () => upstream.destroy());
  upstream.on("close", () => client.destroy());
}
