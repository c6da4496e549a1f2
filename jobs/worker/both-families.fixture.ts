import { connect, createServer, type Socket } from "node:net";

/** For tests: the loopback's other side. */
export type Ipv6Door = {
  readonly port: number;
  /** Ends its connections and takes no more. */
  readonly close: () => Promise<void>;
};

/** Has what listens on 127.0.0.1 at a port answer on ::1 at `port` too. */
export async function openIpv6Door(target: number, port = target): Promise<Ipv6Door> {
  const sockets = new Set<Socket>();
  const server = createServer((inside) => {
    const outside = connect({ host: "127.0.0.1", port: target });
    for (const [socket, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    inside.pipe(outside).pipe(inside);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "::1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the door has no port");
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
