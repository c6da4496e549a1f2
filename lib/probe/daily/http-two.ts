import type { Daily } from "@/lib/probe/daily";
import { infoRequest, judgeInfo } from "@/lib/probe/kinds/info";
import { sampleTarget } from "@/lib/probe/request";

/**
 * A version's metadata over HTTP/2, which the go command speaks with whoever offers it. A mirror without it serves
 * builds as well: then the handshake ends without an agreement, which is told as such.
 */
export const httpTwo: Daily = {
  kind: "info",
  // HTTP/2 is agreed on within the TLS handshake, and no go command speaks it without.
  fits: ({ url }) => url.startsWith("https:"),
  variant: {
    name: "h2",
    request: (context) => ({ ...infoRequest(context), protocol: "h2" }),
    judge: judgeInfo,
    amend: (_, judgement) =>
      judgement.outcome === "tls-protocol" ? { ...judgement, reason: "http2-not-agreed" } : judgement,
    target: sampleTarget,
  },
};
