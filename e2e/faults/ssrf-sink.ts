import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** Where nothing may arrive: it counts what does, and ends each connection at its first byte. */
export type Sink = {
  readonly port: number;
  /** Connections so far. */
  readonly connections: () => number;
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
};

/** Listens at one port of all these addresses; 0: any port that the first of them has free. */
export async function openSink(addresses: readonly string[], port = 0): Promise<Sink> {
  let connections = 0;
  let bytes = 0;
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    connections += 1;
    sockets.add(socket);
    socket.on("data", (chunk) => {
      bytes += chunk.length;
      socket.destroy();
    });
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  };
  const servers: Server[] = [];
  let taken = port;
  for (const address of addresses) {
    const server = await listen(createServer(accept), address, taken);
    taken = portOf(server);
    servers.push(server);
  }
  return {
    port: taken,
    connections: () => connections,
    bytes: () => bytes,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map(closeServer));
    },
  };
}

export async function listen(server: Server, address: string, port: number): Promise<Server> {
  server.listen(port, address);
  await once(server, "listening");
  return server;
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
