import { listPath, percentBang } from "@/lib/goproxy/endpoint";
import { isModulePath } from "@/lib/module/path";
import { judgeAbsent } from "@/lib/probe/classify";
import type { ProbeRequest } from "@/lib/probe/exchange";
import { bodyText, malformedJudgement, okJudgement } from "@/lib/probe/judgement";
import type { Judgement, Kind, ProbeContext } from "@/lib/probe/kind";
import type { Outcome } from "@/lib/probe/outcome";
import { getRequest, SMALL_BODY_BYTES } from "@/lib/probe/request";
import { judgePresence } from "./absent";

/**
 * Paths around a module that are none: to find the module of an imported package, the go command asks for the lists of
 * all its prefixes at once and waits for each.
 */
export const prefixKind: Kind = {
  name: "prefix",
  variants: [
    {
      name: "short",
      request: ({ sample }) => shortRequest(sample.module.split("/")),
      judge: (_, exchange) => judgeAbsent(exchange, () => judgeShort(bodyText(exchange))),
      amend: remarkHarmless,
      target: () => null,
    },
    {
      name: "sub-package",
      request: ({ sample }) => listRequest([sample.module, "internal", "gomirrors"]),
      judge: (_, exchange) => judgeAbsent(exchange, () => judgePresence(bodyText(exchange))),
      target: () => null,
    },
  ],
};

const REFUSALS: ReadonlySet<Outcome> = new Set<Outcome>([
  "unauthorized",
  "forbidden",
  "rate-limited",
  "server-error",
  "unexpected-status",
]);

/** The host alone: every longer prefix may be a module of its own. Null for a module that is a host alone. */
function shortRequest(elements: readonly string[]): ProbeRequest | null {
  return elements.length > 1 ? listRequest(elements.slice(0, 1)) : null;
}

/** Null for what is no module path, which the go command does not ask for either. */
function listRequest(elements: readonly string[]): ProbeRequest | null {
  const path = elements.join("/");
  return isModulePath(path) ? getRequest(percentBang(listPath(path)), SMALL_BODY_BYTES) : null;
}

function judgeShort(list: string): Judgement {
  return list.trim() === "" ? okJudgement("empty-list") : malformedJudgement("absent-answered");
}

function remarkHarmless(_: ProbeContext, judgement: Judgement): Judgement {
  return REFUSALS.has(judgement.outcome) ? { ...judgement, reason: "short-prefix-refused" } : judgement;
}
