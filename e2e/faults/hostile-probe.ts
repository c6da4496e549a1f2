import type { Exchange } from "@/lib/probe/exchange";
import type { ProbeJob } from "@/lib/probe/job";
import { judge } from "@/lib/probe/judge";
import type { ProbeContext, Variant } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import { nameOf, type Pair } from "./hostile-pair";

const CONTEXT: ProbeContext = {
  sample: { module: "hostile.test/m", version: "v1.1.0", listed: ["v1.0.0", "v1.1.0"], zipBytes: null },
  toolchain: { module: "golang.org/toolchain", version: "v0.0.1-go1.26.0.linux-amd64" },
  nonce: "k7",
  sumdb: { name: "", key: "" },
  learned: { head: null, supported: null },
};

/** The question that every hostile server is asked: a list. */
export function listJob(pair: Pair, id: string, at: number): ProbeJob {
  const request = listVariant().request(CONTEXT);
  if (request === null) throw new Error("a list can always be asked for");
  const rotation = pair.door.by === "name" ? (pair.door.rotation ?? 0) : 0;
  return { id, host: nameOf(pair), at, request, twin: null, family: 0, rotation, avoidAddress: null };
}

/** `OUTCOME PHASE`, and ` would-hang`, as the worker judges an exchange. */
export function verdictOf(exchange: Exchange): string {
  const { outcome, phase } = judge(listVariant(), CONTEXT, exchange);
  return `${outcome} ${phase}${exchange.failure?.wouldHang === true ? " would-hang" : ""}`;
}

function listVariant(): Variant {
  const variant = KIND_MAP.list.variants[0];
  if (variant === undefined) throw new Error("the list has no variant");
  return variant;
}
