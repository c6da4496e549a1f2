import { connect, createServer, type Server, type Socket } from "node:net";
import { closeServer, listen, portOf } from "./ssrf-sink";

/** A server that sends everybody elsewhere. */
export type Redirector = {
  /** Such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  readonly port: number;
  /** Sends the next requests on, one step after the other; the last step is that of all who follow. */
  readonly lead: (...steps: readonly Step[]) => void;
  readonly close: () => Promise<void>;
};

/** Characters beyond ASCII travel percent-encoded, as a URL's do. */
export type Step = { readonly status: number; readonly location: string };

export async function openRedirector(address: string): Promise<Redirector> {
  let steps: readonly Step[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      const [step, ...rest] = steps;
      if (rest.length > 0) steps = rest;
      const { status, location } = step ?? { status: 404, location: "" };
      const ascii = location.replace(/[^\0-\x7f]+/gu, encodeURIComponent);
      socket.end(
        `HTTP/1.1 ${status} Go\r\nLocation: ${ascii}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
    });
  });
  await listen(server, address, 0);
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    port: portOf(server),
    lead: (...next) => {
      steps = next;
    },
    close: () => closeServer(server),
  };
}

/** A forward proxy that opens every tunnel it is asked for, and passes on what is asked in absolute form. */
export async function openProxy(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => {});
    client.once("data", (head) => {
      const target = readTarget(head.toString("latin1"));
      const upstream = connect(target);
      sockets.add(upstream);
      upstream.on("error", () => client.destroy());
      upstream.on("close", () => client.destroy());
      upstream.once("connect", () => {
        if (target.tunnel) client.write("HTTP/1.1 200 Connected\r\n\r\n");
        else upstream.write(head);
        client.pipe(upstream).pipe(client);
      });
    });
  });
  await listen(server, "127.0.0.1", 0);
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await closeServer(server);
    },
  };
}

/** Of `CONNECT host:port HTTP/1.1`, or of `GET http://host:port/ HTTP/1.1`. */
function readTarget(head: string): {
  readonly host: string;
  readonly port: number;
  readonly tunnel: boolean;
} {
  const [method = "", target = ""] = head.split(" ");
  const tunnel = method === "CONNECT";
  const url = new URL(tunnel ? `http://${target}` : target);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return {
    tunnel,
    host: host === "localhost" ? "127.0.0.1" : host,
    port: Number(url.port === "" ? "80" : url.port),
  };
}
