import { latestPath, percentBang } from "@/lib/goproxy/endpoint";
import { isFallbackCopy, judgeFound } from "@/lib/probe/classify";
import type { Exchange } from "@/lib/probe/exchange";
import { malformedJudgement, okJudgement } from "@/lib/probe/judgement";
import type { Judgement, Kind } from "@/lib/probe/kind";
import { getRequest, SMALL_BODY_BYTES, sampleTarget } from "@/lib/probe/request";
import { readInfo } from "./info";

/** The newest version; the go command asks for it where the list has none. */
export const latestKind: Kind = {
  name: "latest",
  variants: [
    {
      name: "latest",
      request: ({ sample }) => getRequest(percentBang(latestPath(sample.module)), SMALL_BODY_BYTES),
      judge: (_, exchange) => judgeFound(exchange, judgeLatest),
      target: sampleTarget,
    },
  ],
};

function judgeLatest(exchange: Exchange): Judgement {
  if (readInfo(exchange) === null) return malformedJudgement("info-malformed");
  return okJudgement(isFallbackCopy(exchange) ? "served-from-fallback" : null);
}
