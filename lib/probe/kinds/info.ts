import { infoPath, percentBang } from "@/lib/goproxy/endpoint";
import { type Info, parseInfo } from "@/lib/goproxy/info";
import { isSemver } from "@/lib/module/version";
import { judgeFound } from "@/lib/probe/classify";
import type { Exchange, ProbeRequest } from "@/lib/probe/exchange";
import { bodyText, malformedJudgement, okJudgement } from "@/lib/probe/judgement";
import type { Judgement, Kind, ProbeContext } from "@/lib/probe/kind";
import { getRequest, SMALL_BODY_BYTES, sampleTarget } from "@/lib/probe/request";

/** A version's metadata, asked by its canonical name. */
export const infoKind: Kind = {
  name: "info",
  variants: [
    {
      name: "canonical",
      request: infoRequest,
      judge: judgeInfo,
      target: sampleTarget,
    },
  ],
};

export function infoRequest({ sample }: ProbeContext): ProbeRequest {
  return getRequest(percentBang(infoPath(sample.module, sample.version)), SMALL_BODY_BYTES);
}

/** The go command refuses an answer that names another version than the canonical one it asked for. */
export function judgeInfo({ sample }: ProbeContext, exchange: Exchange): Judgement {
  return judgeFound(exchange, () => {
    const info = readInfo(exchange);
    if (info === null) return malformedJudgement("info-malformed");
    if (info.version === sample.version) return okJudgement();
    return { outcome: "wrong-version", phase: "transfer", reason: "version-differs" };
  });
}

/** The body as version metadata, null when it is none or names what is no version. */
export function readInfo(exchange: Exchange): Info | null {
  try {
    const info = parseInfo(bodyText(exchange));
    return isSemver(info.version) ? info : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
