import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export type Target = { readonly url: string; readonly close: () => Promise<void> };

/** What the peers ask: a loopback server that answers 200 after a few milliseconds. */
export async function openTarget(): Promise<Target> {
  const server = createServer((_, response) => {
    void sleep(3).then(() => response.end("ok"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
