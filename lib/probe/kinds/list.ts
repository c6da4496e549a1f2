import { listPath, percentBang } from "@/lib/goproxy/endpoint";
import { parseVersionList, type VersionList } from "@/lib/goproxy/version-list";
import { isFallbackCopy, judgeFound } from "@/lib/probe/classify";
import type { Exchange } from "@/lib/probe/exchange";
import { bodyText, malformedJudgement, okJudgement } from "@/lib/probe/judgement";
import type { Judgement, Kind, ProbeContext, Sample } from "@/lib/probe/kind";
import { getRequest, LIST_BODY_BYTES, sampleTarget } from "@/lib/probe/request";

/** The versions of a module, compared as a set: engines order them differently and may know more than we do. */
export const listKind: Kind = {
  name: "list",
  variants: [
    {
      name: "tagged",
      request: ({ sample }) => getRequest(percentBang(listPath(sample.module)), LIST_BODY_BYTES),
      judge: judgeTagged,
      target: sampleTarget,
    },
  ],
};

function judgeTagged({ sample }: ProbeContext, exchange: Exchange): Judgement {
  return judgeFound(exchange, () => judgeList(sample, parseVersionList(bodyText(exchange)), exchange));
}

function judgeList(sample: Sample, list: VersionList, exchange: Exchange): Judgement {
  if (list.malformed.length > 0) return malformedJudgement("list-malformed");
  const versions = new Set(list.versions);
  if (versions.size === 0 && sample.listed.length > 0) return malformedJudgement("empty-list");
  if (!sample.listed.every((version) => versions.has(version)))
    return malformedJudgement("list-member-missing");
  if (isFallbackCopy(exchange)) return okJudgement("served-from-fallback");
  // The go command leaves them out by itself.
  return okJudgement(list.pseudo.length > 0 ? "pseudo-versions-listed" : null);
}
