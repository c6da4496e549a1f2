import { gatusProgram, kumaFolder } from "@/e2e/env";
import { startGatus } from "./gatus";
import { startKuma } from "./kuma";
import type { Peer } from "./peer";
import { openTarget } from "./target";

export type Peers = {
  readonly gatus: Peer | null;
  readonly kuma: Peer | null;
  readonly close: () => Promise<void>;
};

/** The other monitors whose programs are given, each watching so many endpoints. */
export async function openPeers(endpoints: number): Promise<Peers> {
  const target = await openTarget();
  const [program, folder] = [gatusProgram(), kumaFolder()];
  const kuma = folder === undefined ? null : await startKuma(folder, endpoints, target.url);
  const gatus = program === undefined ? null : await startGatus(program, endpoints, target.url);
  const close = async () => {
    await gatus?.close();
    await kuma?.close();
    await target.close();
  };
  return { gatus, kuma, close };
}
