import { once } from "node:events";
import { createServer } from "node:https";
import { newIdentities } from "@/lib/lab/identities";

/** A loopback server over TLS that counts what it is asked. */
export type TlsTarget = {
  readonly url: string;
  readonly counts: () => { readonly requests: number; readonly handshakes: number };
  readonly close: () => Promise<void>;
};

/** Answers everything with 200 and two bytes. */
export async function openTlsTarget(): Promise<TlsTarget> {
  const counted = { requests: 0, handshakes: 0 };
  const { good } = newIdentities(Date.now());
  const server = createServer({ key: good.key, cert: good.cert }, (_, response) => {
    counted.requests += 1;
    response.end("ok");
  });
  server.on("secureConnection", () => {
    counted.handshakes += 1;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return {
    url: `https://127.0.0.1:${address.port}/`,
    counts: () => ({ ...counted }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
