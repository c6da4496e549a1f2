import { percentBang, zipPath } from "@/lib/goproxy/endpoint";
import {
  checkZipName,
  checkZipNames,
  readFirstName,
  readZipDirectory,
  ZipError,
} from "@/lib/goproxy/zip-directory";
import { classifyMissing, judgeFound } from "@/lib/probe/classify";
import type { Exchange } from "@/lib/probe/exchange";
import { malformedJudgement, okJudgement } from "@/lib/probe/judgement";
import type { Judgement, Kind, ProbeContext, Target } from "@/lib/probe/kind";
import type { Reason } from "@/lib/probe/reason";
import { cutRequest, headRequest, sampleTarget } from "@/lib/probe/request";

/** A zip of at most this size is fetched whole. */
export const SMALL_ZIP_BYTES = 4 * 1024 * 1024;
/** Holds the directory of some 600 files. */
const TAIL_BYTES = 64 * 1024;

/** A version's files. Whether they are the right ones is for the checksum database; here, whether they are a module's. */
export const zipKind: Kind = {
  name: "zip",
  variants: [
    {
      name: "small",
      request: (context) => cutRequest(samplePath(context), SMALL_ZIP_BYTES),
      judge: ({ sample }, exchange) => judgeFound(exchange, () => judgeFront(sample, exchange)),
      target: sampleTarget,
    },
    {
      name: "head",
      request: (context) => headRequest(samplePath(context)),
      judge: ({ sample }, exchange) => judgeZipHead(exchange, sample.zipBytes),
      target: sampleTarget,
    },
    {
      name: "range",
      request: (context) => ({
        ...cutRequest(samplePath(context), TAIL_BYTES),
        range: `bytes=-${TAIL_BYTES}`,
      }),
      judge: ({ sample }, exchange) => judgeRange(sample, exchange),
      target: sampleTarget,
    },
  ],
};

/**
 * Judges the answer to a HEAD of a zip. Its size may differ from the known one and the module be the same: mirrors
 * that pack it themselves deflate as their Go release does.
 */
export function judgeZipHead(exchange: Exchange, zipBytes: number | null): Judgement {
  return judgeFound(exchange, () => {
    const length = exchange.headers["content-length"];
    if (length === undefined) return okJudgement();
    if (!/^[1-9][0-9]*$/.test(length)) return malformedJudgement("zip-length-differs");
    return okJudgement(zipBytes === null || length === `${zipBytes}` ? null : "zip-length-differs");
  });
}

function samplePath({ sample }: ProbeContext): string {
  return percentBang(zipPath(sample.module, sample.version));
}

/** A zip from its start: whole, or cut once enough was read. */
function judgeFront(target: Target, exchange: Exchange): Judgement {
  return judgeZip(() => {
    const { body, cut } = exchange;
    if (cut) checkZipName(readFirstName(body), target.module, target.version);
    else checkZipNames(readZipDirectory(body, body.length), target.module, target.version);
    return okJudgement();
  });
}

function judgeRange(target: Target, exchange: Exchange): Judgement {
  if (exchange.status === 404 || exchange.status === 410) return classifyMissing(exchange);
  if (exchange.status === 206) return judgeTail(target, exchange);
  const judgement = judgeFront(target, exchange);
  return judgement.outcome === "ok" && exchange.cut ? okJudgement("range-ignored") : judgement;
}

/** A zip's end. A directory that begins before it goes unread: that the end record fits is all that is seen then. */
function judgeTail(target: Target, exchange: Exchange): Judgement {
  const zipBytes = tailOf(exchange);
  if (zipBytes === null) return malformedJudgement("zip-length-differs");
  return judgeZip(() => {
    checkZipNames(readZipDirectory(exchange.body, zipBytes), target.module, target.version);
    return okJudgement();
  });
}

/** The whole zip's size by `Content-Range: bytes FIRST-LAST/SIZE`, null unless the body is exactly its end. */
function tailOf({ headers, body }: Exchange): number | null {
  const match = /^bytes ([0-9]{1,15})-([0-9]{1,15})\/([0-9]{1,15})$/.exec(headers["content-range"] ?? "");
  if (match === null) return null;
  const [first = 0, last = 0, size = 0] = match.slice(1).map(Number);
  return last === size - 1 && size - first === body.length ? size : null;
}

function judgeZip(judgeNames: () => Judgement): Judgement {
  try {
    return judgeNames();
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    if (error.code === "tail-too-short") return okJudgement();
    return malformedJudgement(zipReason(error));
  }
}

function zipReason({ code }: ZipError): Reason {
  return code === "prefix-differs" || code === "unsafe-name" ? "zip-prefix-differs" : "zip-not-a-zip";
}
