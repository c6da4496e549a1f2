import { infoPath, listPath, percentBang } from "@/lib/goproxy/endpoint";
import { isIncompatible, majorVersion } from "@/lib/module/version";
import { classifyAbsence, classifyMissing, judgeAbsent } from "@/lib/probe/classify";
import type { Exchange } from "@/lib/probe/exchange";
import { bodyText, malformedJudgement } from "@/lib/probe/judgement";
import type { Judgement, Kind, ProbeContext } from "@/lib/probe/kind";
import { getRequest, SMALL_BODY_BYTES } from "@/lib/probe/request";

/**
 * What cannot exist. Only a 404 or 410 lets the go command go on to the next mirror of its list; an empty list ends
 * the search.
 */
export const absentKind: Kind = {
  name: "absent",
  variants: [
    {
      name: "module",
      request: ({ nonce }) => getRequest(listPath(`example.com/gomirrors-${nonce}/absent`), SMALL_BODY_BYTES),
      judge: (_, exchange) => judgeAbsent(exchange, () => judgePresence(bodyText(exchange))),
      target: () => null,
    },
    {
      name: "version",
      request: (context) => {
        const path = infoPath(context.sample.module, absentVersion(context));
        return getRequest(percentBang(path), SMALL_BODY_BYTES);
      },
      judge: (_, exchange) =>
        isUpstreamFailed(exchange)
          ? classifyMissing(exchange)
          : judgeAbsent(exchange, () => malformedJudgement("absent-answered")),
      target: () => null,
    },
  ],
};

/**
 * The go command is served right by this 404, but whatever the mirror does not hold yet it answers so too: of all
 * probes only this one asks for what cannot be in its store. A module that is nobody's says less, since the engine may
 * have asked a host of its name.
 */
function isUpstreamFailed(exchange: Exchange): boolean {
  return exchange.status === 404 && classifyAbsence(exchange) === "upstream-failed";
}

/** Judges a list given for what is no module. */
export function judgePresence(list: string): Judgement {
  return malformedJudgement(list.trim() === "" ? "empty-list" : "absent-answered");
}

/** A version that fits the sample's path and that nobody tagged. */
function absentVersion({ sample, nonce }: ProbeContext): string {
  const suffix = isIncompatible(sample.version) ? "+incompatible" : "";
  return `v${majorVersion(sample.version)}.99.99-absent.x${nonce}${suffix}`;
}
