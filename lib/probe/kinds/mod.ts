import { modPath, percentBang } from "@/lib/goproxy/endpoint";
import { parseModuleLine } from "@/lib/goproxy/go-mod";
import { judgeFound } from "@/lib/probe/classify";
import type { Exchange } from "@/lib/probe/exchange";
import { bodyText, malformedJudgement, okJudgement } from "@/lib/probe/judgement";
import type { Judgement, Kind, ProbeContext } from "@/lib/probe/kind";
import { getRequest, MOD_BODY_BYTES, sampleTarget } from "@/lib/probe/request";

/** A version's go.mod; for a module without one, mirrors make up its one line. */
export const modKind: Kind = {
  name: "mod",
  variants: [
    {
      name: "canonical",
      request: ({ sample }) =>
        getRequest(percentBang(modPath(sample.module, sample.version)), MOD_BODY_BYTES),
      judge: judgeMod,
      target: sampleTarget,
    },
  ],
};

function judgeMod({ sample }: ProbeContext, exchange: Exchange): Judgement {
  return judgeFound(exchange, () => {
    const isOwn = parseModuleLine(bodyText(exchange)) === sample.module;
    return isOwn ? okJudgement() : malformedJudgement("module-line-differs");
  });
}
