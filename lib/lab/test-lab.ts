import { afterAll, afterEach, beforeAll } from "vitest";
import { infoPath, listPath, modPath, sumdbLookupPath, zipPath } from "@/lib/goproxy/endpoint";
import { FAULT_NAMES, type FaultName, type FaultValue } from "./fault";
import { type Lab, startLab } from "./lab";
import { askRaw, type RawAnswer, type RawOptions } from "./raw-client";

/** Paths of the lab that tests ask for. */
export const PATH = {
  list: listPath("lab.test/plain"),
  info: infoPath("lab.test/plain", "v1.0.0"),
  mod: modPath("lab.test/plain", "v1.0.0"),
  zip: zipPath("lab.test/plain", "v1.0.0"),
  absent: listPath("lab.test/absent"),
  supported: "sumdb/sum.lab.test/supported",
  lookup: sumdbLookupPath("sum.lab.test", "lab.test/plain", "v1.0.0"),
  tile: "sumdb/sum.lab.test/tile/8/0/000",
} as const;

export const LIST_TEXT = "v1.0.0\nv1.1.0\nv1.2.0-rc.1\nv1.2.0";

export type TestLab = {
  readonly lab: () => Lab;
  readonly ask: (path: string, options?: RawOptions) => Promise<RawAnswer>;
  readonly askTls: (path: string, options?: RawOptions) => Promise<RawAnswer>;
  readonly turnOn: (name: FaultName, value?: FaultValue) => void;
  /** The switches that were turned on so far. */
  readonly shown: ReadonlySet<FaultName>;
};

/** A lab for the tests of one file; every fault is off before each of them. */
export function withTestLab(): TestLab {
  let started: Lab | null = null;
  const shown = new Set<FaultName>();
  const lab = () => {
    if (started === null) throw new Error("the lab runs within tests only");
    return started;
  };
  beforeAll(async () => {
    started = await startLab();
  });
  afterEach(() => {
    for (const name of FAULT_NAMES) lab().setFault(name, null);
  });
  afterAll(() => lab().close());
  return {
    lab,
    ask: (path, options) => askRaw(lab().url + path, options),
    askTls: (path, options) => askRaw(lab().tlsUrl + path, { ca: lab().ca, ...options }),
    turnOn: (name, value = true) => {
      shown.add(name);
      lab().setFault(name, value);
    },
    shown,
  };
}
