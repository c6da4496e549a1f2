import { classifyStatus } from "./classify";
import type { Exchange } from "./exchange";
import type { Judgement, ProbeContext, Variant } from "./kind";

/**
 * What became of one exchange: a fault of transport first, then what the status alone says, then the variant's own
 * judgement of the answer. Throws only for an exchange that has neither a status nor a failure.
 */
export function judge(variant: Variant, context: ProbeContext, exchange: Exchange): Judgement {
  const judgement = judgeUnamended(variant, context, exchange);
  return variant.amend?.(context, judgement) ?? judgement;
}

function judgeUnamended(variant: Variant, context: ProbeContext, exchange: Exchange): Judgement {
  if (exchange.failure !== null) {
    return { outcome: exchange.failure.outcome, phase: exchange.failure.phase, reason: null };
  }
  return classifyStatus(exchange) ?? variant.judge(context, exchange);
}
