import { infoPath, percentBang } from "@/lib/goproxy/endpoint";
import type { ProbeRequest } from "@/lib/probe/exchange";
import type { Kind, ProbeContext } from "@/lib/probe/kind";
import { getRequest, SMALL_BODY_BYTES, sampleTarget } from "@/lib/probe/request";
import { judgeInfo } from "./info";

/**
 * A module with capitals, in both spellings of the escape: the go command sends `%21`, other clients and engines `!`,
 * and a front that blocks or rewrites one of them breaks a part of its users.
 */
export const escapedKind: Kind = {
  name: "escaped",
  variants: [
    {
      name: "bang",
      request: (context) => escapedRequest(context, (path) => path),
      judge: judgeInfo,
      target: sampleTarget,
    },
    {
      name: "percent",
      request: (context) => escapedRequest(context, percentBang),
      judge: judgeInfo,
      target: sampleTarget,
    },
  ],
};

/** Null for a sample without capitals. */
function escapedRequest({ sample }: ProbeContext, spell: (path: string) => string): ProbeRequest | null {
  const path = infoPath(sample.module, sample.version);
  return path.includes("!") ? getRequest(spell(path), SMALL_BODY_BYTES) : null;
}
