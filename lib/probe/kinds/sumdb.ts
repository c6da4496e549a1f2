import { sumdbLatestPath, sumdbLookupPath, sumdbSupportedPath, sumdbTilePath } from "@/lib/goproxy/endpoint";
import { classifyMissing, judgeFound } from "@/lib/probe/classify";
import type { Exchange } from "@/lib/probe/exchange";
import { bodyText, malformedJudgement, okJudgement } from "@/lib/probe/judgement";
import type { Judgement, Kind, ProbeContext, Variant } from "@/lib/probe/kind";
import type { Reason } from "@/lib/probe/reason";
import { cutRequest, getRequest, SMALL_BODY_BYTES, sampleTarget } from "@/lib/probe/request";
import type { Checkpoint } from "@/lib/sumdb/checkpoint";
import { openHead } from "@/lib/sumdb/head";
import { NoteError, parseVerifierKey } from "@/lib/sumdb/note";
import { type Lookup, parseLookup, recordLines } from "@/lib/sumdb/record";
import { formatTilePath, topTile } from "@/lib/sumdb/tile";
import { HASH_BYTES } from "@/lib/sumdb/tlog";

/** The go command ignores the body of `supported`; the first bytes show whether it is a web page. */
const SUPPORTED_BYTES = 4096;

/** Reasons that say more than that the database is dead behind its `supported`. */
const CONTENT_REASONS: ReadonlySet<Reason | null> = new Set<Reason>([
  "head-unsigned",
  "lookup-malformed",
  "lookup-other-module",
  "tile-wrong-length",
  "tile-missing",
]);

const supported: Variant = {
  name: "supported",
  request: ({ sumdb }) => cutRequest(sumdbSupportedPath(sumdb.name), SUPPORTED_BYTES),
  judge: (_, exchange) => judgeSupported(exchange),
  // Even a page with status 200 makes the go command use this mirror for all its lookups.
  amend: (_, judgement) =>
    judgement.outcome === "soft-200" ? { ...judgement, learned: { supported: true } } : judgement,
  target: () => null,
};

/** The newest head. The go command never asks for it, so that it fails breaks no build. */
const latest: Variant = {
  name: "latest",
  request: ({ sumdb, learned }) =>
    learned.supported === null ? null : getRequest(sumdbLatestPath(sumdb.name), SMALL_BODY_BYTES),
  judge: (context, exchange) => judgeFound(exchange, () => judgeHead(context, bodyText(exchange))),
  amend: withoutDatabase,
  target: () => null,
};

const lookup: Variant = {
  name: "lookup",
  request: ({ sample, sumdb, learned }) => {
    if (learned.supported === null) return null;
    return getRequest(sumdbLookupPath(sumdb.name, sample.module, sample.version), SMALL_BODY_BYTES);
  },
  judge: (context, exchange) => judgeFound(exchange, () => judgeLookup(context, bodyText(exchange))),
  amend: deadDatabase,
  target: sampleTarget,
};

/** The top tile of a tree has no full one to stand in for it: a client that holds the head must get just this one. */
const tile: Variant = {
  name: "tile",
  request: ({ sumdb, learned }) => {
    if (learned.head === null || learned.head.size === 0) return null;
    return getRequest(
      sumdbTilePath(sumdb.name, formatTilePath(topTile(learned.head.size))),
      SMALL_BODY_BYTES,
    );
  },
  judge: judgeTile,
  amend: deadDatabase,
  target: () => null,
};

/** The checksum database by way of the mirror: a mirror that says `supported` must serve all of it. */
export const sumdbKind: Kind = { name: "sumdb", variants: [supported, latest, lookup, tile] };

function judgeSupported(exchange: Exchange): Judgement {
  if (exchange.status === 200) return okJudgement(null, { supported: true });
  const learned = { supported: false };
  const missing = judgeFound(exchange, () => okJudgement());
  if (missing.outcome === "not-found" || missing.outcome === "gone")
    return okJudgement("sumdb-not-proxied", learned);
  return missing.outcome === "dishonest-not-found" ? { ...missing, learned } : missing;
}

function judgeHead(context: ProbeContext, note: string): Judgement {
  const head = readHead(context, note);
  return head === null ? malformedJudgement("head-unsigned") : okJudgement(null, { head });
}

function judgeLookup(context: ProbeContext, body: string): Judgement {
  const found = readLookup(body);
  if (found === null) return malformedJudgement("lookup-malformed");
  const { zip, mod } = recordLines(found.text, context.sample.module, context.sample.version);
  if (zip === null || mod === null) return malformedJudgement("lookup-other-module");
  return judgeHead(context, found.note);
}

function judgeTile({ learned }: ProbeContext, exchange: Exchange): Judgement {
  if (exchange.status === 404) return { ...classifyMissing(exchange), reason: "tile-missing" };
  return judgeFound(exchange, () => {
    const hashes = learned.head === null ? 0 : topTile(learned.head.size).width;
    const isWhole = exchange.body.length === hashes * HASH_BYTES;
    return isWhole ? okJudgement() : malformedJudgement("tile-wrong-length");
  });
}

/** A mirror that answered `supported` with 404 or 410 owes nothing more. */
function withoutDatabase({ learned }: ProbeContext, judgement: Judgement): Judgement {
  const isMissing = judgement.outcome === "not-found" || judgement.outcome === "gone";
  return learned.supported === false && isMissing ? okJudgement("sumdb-not-proxied") : judgement;
}

/**
 * Behind a `supported` of 200 the go command has no other way: the mirror breaks every build that needs the database.
 * A fault from before the request was sent says nothing of one path.
 */
function deadDatabase(context: ProbeContext, judgement: Judgement): Judgement {
  const { outcome, phase, reason } = judgement;
  if (outcome === "ok" || context.learned.supported !== true) return withoutDatabase(context, judgement);
  const isOfPath = phase === "ttfb" || phase === "transfer";
  if (!isOfPath || CONTENT_REASONS.has(reason)) return judgement;
  return { ...judgement, reason: "sumdb-supported-but-dead" };
}

/** The head in a signed note, null unless the database's own key signed it. */
function readHead({ sumdb }: ProbeContext, note: string): Checkpoint | null {
  const key = parseVerifierKey(sumdb.key);
  try {
    return openHead(note, key);
  } catch (error) {
    if (error instanceof NoteError || error instanceof TypeError) return null;
    throw error;
  }
}

function readLookup(body: string): Lookup | null {
  try {
    return parseLookup(body);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
