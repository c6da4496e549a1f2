import type { Exchange } from "./exchange";
import type { Judgement, Learned } from "./kind";
import type { Reason } from "./reason";

/** The answer is right; a reason is a remark. */
export function okJudgement(reason: Reason | null = null, learned?: Partial<Learned>): Judgement {
  const judgement: Judgement = { outcome: "ok", phase: "transfer", reason };
  return learned === undefined ? judgement : { ...judgement, learned };
}

/** The answer arrived whole with a status that promises something, and its content is not that. */
export function malformedJudgement(reason: Reason): Judgement {
  return { outcome: "malformed", phase: "transfer", reason };
}

/** A body as text. Bytes that are not UTF-8 become U+FFFD, which no format here allows where it counts. */
export function bodyText(exchange: Exchange): string {
  return new TextDecoder().decode(exchange.body);
}
