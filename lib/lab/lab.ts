import { randomBytes } from "node:crypto";
import { SUM_GOLANG_ORG } from "@/lib/mirror/catalogue";
import type { Target } from "@/lib/probe/kind";
import { formatVerifierKey, newSigner } from "@/lib/sumdb/note";
import { httpAdmission, httpsAdmission } from "./admission";
import { LAB_SOURCES, standInSource } from "./catalogue";
import { databaseSite } from "./database-site";
import type { FaultName, FaultValue } from "./fault";
import { newIdentities } from "./identities";
import { moduleSite } from "./module-site";
import { buildModuleVersion } from "./module-version";
import { openPort, type Port } from "./port";
import { createRequestHandler } from "./request-handler";
import { createRequestLog, type LabRequest } from "./request-log";
import type { Site } from "./site";
import { createStreamHandler } from "./stream-handler";
import { createSwitchboard, type Switchboard } from "./switchboard";
import { openTree, type Tree, treeSite } from "./tree-site";

export type LabOptions = {
  /** Ports on 127.0.0.1 of plain HTTP and of https; without them any free ones. */
  readonly port?: number;
  readonly tlsPort?: number;
  /** Faults that are on from the start. */
  readonly faults?: Partial<Record<FaultName, FaultValue>>;
  /** Other modules to serve, with contents of the lab's own. */
  readonly standIns?: readonly Target[];
  /** 32 bytes that the database's key is made from; labs with the same ones have the same key. Otherwise random. */
  readonly seed?: Uint8Array;
  /** A module cache's `cache/download` folder to serve in place of the lab's modules and database. */
  readonly tree?: string;
};

/** A running fake mirror with its checksum database. */
export type Lab = {
  /** Base URL with a trailing slash. */
  readonly url: string;
  /** The same mirror over https. */
  readonly tlsUrl: string;
  /** PEM text of the root that signed the https port's certificate. */
  readonly ca: string;
  /** Key of the checksum database under `url` + `sumdb/` + `sumdbName`; empty where a tree's key is not known. */
  readonly verifierKey: string;
  /** Empty for a tree without a database. */
  readonly sumdbName: string;
  /** What the lab made itself; empty for a tree. */
  readonly modules: readonly Target[];
  /** Switches a fault on, or off with null. Throws a TypeError naming what is wrong. */
  readonly setFault: (name: FaultName, value: FaultValue | null) => void;
  /** The newest 10,000 requests, oldest first. */
  readonly requests: () => LabRequest[];
  /** Ends every connection; nothing is left open. */
  readonly close: () => Promise<void>;
};

type Content = Pick<Lab, "verifierKey" | "sumdbName" | "modules"> & { readonly site: Site };

const SUMDB_NAME = "sum.lab.test";

/** Starts a lab. Throws an Error or TypeError of one sentence for a taken port, an unknown fault, a missing tree. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const faults = createSwitchboard();
  for (const [name, value] of Object.entries(options.faults ?? {})) faults.set(name, value);
  const { site, ...content } =
    options.tree === undefined ? ownContent(options, faults) : treeContent(openTree(options.tree));
  const log = createRequestLog();
  const handle = createRequestHandler(site, faults, log);
  const handleStream = createStreamHandler(site, faults, log);
  const identities = newIdentities(Date.now());
  const http = await openPort(options.port ?? 0, false, httpAdmission(handle, faults));
  const https = await openPort(
    options.tlsPort ?? 0,
    true,
    httpsAdmission(identities, handle, handleStream, faults),
  );
  return {
    ...content,
    url: `http://127.0.0.1:${http.number}/`,
    tlsUrl: `https://127.0.0.1:${https.number}/`,
    ca: identities.ca,
    setFault: (name, value) => faults.set(name, value),
    requests: log.read,
    close: () => closePorts([http, https]),
  };
}

function ownContent({ standIns = [], seed = randomBytes(32) }: LabOptions, faults: Switchboard): Content {
  const sources = [...LAB_SOURCES, ...standIns.map(({ module, version }) => standInSource(module, version))];
  // The first source of a name wins: the lab's own.
  const named = new Map(
    [...sources].reverse().map((source) => [`${source.module}@${source.version}`, source]),
  );
  const modules = [...named.values()].reverse().map(buildModuleVersion);
  const signer = newSigner(SUMDB_NAME, seed);
  const files = moduleSite(modules);
  const honest = databaseSite(signer, modules, "honest");
  const forked = databaseSite(signer, modules, "forked");
  return {
    modules: modules.map(({ module, version }) => ({ module, version })),
    sumdbName: SUMDB_NAME,
    verifierKey: formatVerifierKey(signer.key),
    site: (path) => {
      if (!path.startsWith("sumdb/")) return files(path);
      return faults.find("forked-log", path) === null ? honest(path) : forked(path);
    },
  };
}

function treeContent(tree: Tree): Content {
  const { sumdbName } = tree;
  const verifierKey = sumdbName === SUM_GOLANG_ORG.name ? SUM_GOLANG_ORG.key : "";
  return { modules: [], sumdbName, verifierKey, site: treeSite(tree) };
}

async function closePorts(ports: readonly Port[]): Promise<void> {
  await Promise.all(ports.map((port) => port.close()));
}
