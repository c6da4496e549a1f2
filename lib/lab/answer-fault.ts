import { gzipSync } from "node:zlib";
import { formatInfo, parseInfo } from "@/lib/goproxy/info";
import { formatVersionList, parseVersionList } from "@/lib/goproxy/version-list";
import { writeZip } from "@/lib/goproxy/zip-writer";
import { unescapePath, unescapeVersion } from "@/lib/module/path";
import { compareVersions } from "@/lib/module/version";
import {
  type Answer,
  htmlAnswer,
  MAX_AGE,
  notFoundAnswer,
  PLAIN,
  plainAnswer,
  redirectAnswer,
} from "./answer";
import type { Fault, FaultName } from "./fault";

/** What a fault may know of the request whose answer it changes. */
export type Asked = {
  /** Decoded, without its leading slash. */
  readonly path: string;
  /** The same as sent. */
  readonly url: string;
  /** Whether the path was asked for before, since the fault is on. */
  readonly isRepeated: boolean;
};

type Change = (asked: Asked, answer: Answer, fault: Fault) => Answer;

const GONE = { ...plainAnswer(410, "gone: withdrawn"), headers: { "content-type": PLAIN } };

/** The faults that change what is answered, in the order in which they act when several are on. */
export const ANSWER_FAULTS: ReadonlyMap<FaultName, Change> = new Map<FaultName, Change>([
  ["absent-200", onMissingList(emptied)],
  ["stale-list", onFile(/\/@v\/list$/, withoutNewest)],
  ["empty-list", onFile(/\/@v\/list$/, (_, answer) => emptied(answer))],
  ["wrong-version", onFile(/\/@v\/[^/]+\.info$/, withOtherVersion)],
  ["wrong-mod", onFile(/\.mod$/, (_, answer) => appended(answer, "// changed on the way\n"))],
  ["wrong-zip", onFile(/\.zip$/, (path, answer) => ({ ...answer, body: otherZip(path) }))],
  ["wrong-tile", onFile(/^sumdb\/[^/]+\/tile\/8\/\d/, (_, answer) => withFlippedBit(answer))],
  ["missing-tile", onFile(/^sumdb\/[^/]+\/tile\//, () => notFoundAnswer("no such tile", MAX_AGE.query))],
  ["not-found", onFile(/^(?!sumdb\/)/, () => notFoundAnswer("unknown revision", MAX_AGE.absence))],
  ["gone", onFile(/^(?!sumdb\/)/, () => GONE)],
  ["lookup-404", onPath(/^sumdb\/[^/]+\/lookup\//, () => notFoundAnswer("no such record", MAX_AGE.query))],
  ["lookup-500", onPath(/^sumdb\/[^/]+\/lookup\//, () => plainAnswer(500, "internal server error"))],
  [
    "supported-404",
    onPath(/^sumdb\/[^/]+\/supported$/, () => notFoundAnswer("no database", MAX_AGE.refusal)),
  ],
  ["supported-410", onPath(/^sumdb\/[^/]+\/supported$/, () => GONE)],
  ["supported-500", onPath(/^sumdb\/[^/]+\/supported$/, () => plainAnswer(500, "internal server error"))],
  ["first-404", firstMissing],
  [
    "bad-upstream",
    onPath(/^(?!sumdb\/[^/]+\/supported$)/, () => plainAnswer(404, "not found: bad upstream")),
  ],
  ["status-401", () => plainAnswer(401, "unauthorized")],
  ["status-403", () => plainAnswer(403, "forbidden")],
  ["status-429", (_, __, { amount }) => withRetryAfter(plainAnswer(429, "too many requests"), amount)],
  ["status-500", () => plainAnswer(500, "internal server error")],
  ["html-200", () => htmlAnswer()],
  ["gzip-bomb", (_, answer) => bomb(answer)],
  ["redirect-loop", ({ url }) => redirectAnswer(url)],
  ["redirect-private", ({ url }) => redirectAnswer(`http://10.0.0.1${url}`)],
]);

function onPath(pattern: RegExp, change: () => Answer): Change {
  return (asked, answer) => (pattern.test(asked.path) ? change() : answer);
}

/** Acts on paths of that form that are there. */
function onFile(pattern: RegExp, change: (path: string, answer: Answer) => Answer): Change {
  return ({ path }, answer) => (answer.status === 200 && pattern.test(path) ? change(path, answer) : answer);
}

function onMissingList(change: (answer: Answer) => Answer): Change {
  return ({ path }, answer) => (answer.status === 404 && path.endsWith("/@v/list") ? change(answer) : answer);
}

function firstMissing({ isRepeated }: Asked, answer: Answer): Answer {
  return isRepeated ? answer : notFoundAnswer("not fetched yet", MAX_AGE.query);
}

function emptied(answer: Answer): Answer {
  return { ...answer, status: 200, body: Buffer.alloc(0) };
}

function appended(answer: Answer, text: string): Answer {
  return { ...answer, body: Buffer.concat([answer.body, Buffer.from(text)]) };
}

function withRetryAfter(answer: Answer, seconds: number): Answer {
  return { ...answer, headers: { ...answer.headers, "retry-after": `${seconds}` } };
}

function withoutNewest(_path: string, answer: Answer): Answer {
  const versions = [...parseVersionList(Buffer.from(answer.body).toString()).versions].sort(compareVersions);
  return { ...answer, body: Buffer.from(formatVersionList(versions.slice(0, -1))) };
}

function withOtherVersion(_path: string, answer: Answer): Answer {
  const info = parseInfo(Buffer.from(answer.body).toString());
  return { ...answer, body: Buffer.from(formatInfo({ ...info, version: "v99.0.0" })) };
}

/** A zip with the right prefix that the go command unpacks and then finds to be another than the one recorded. */
function otherZip(path: string): Uint8Array {
  const [, module = "", version = ""] = /^(.*)\/@v\/(.*)\.zip$/.exec(path) ?? [];
  const prefix = `${unescapePath(module)}@${unescapeVersion(version)}`;
  return writeZip([{ name: `${prefix}/other.go`, data: Buffer.from("package other\n") }]);
}

function withFlippedBit(answer: Answer): Answer {
  const body = Buffer.from(answer.body);
  body.writeUInt8(body.readUInt8(0) ^ 1, 0);
  return { ...answer, body };
}

let bombBody: Uint8Array | null = null;

/** Members of a gzip file follow each other, so a gigabyte is a thousand times the same megabyte. */
function bomb(answer: Answer): Answer {
  bombBody ??= Buffer.concat(Array<Uint8Array>(1024).fill(gzipSync(Buffer.alloc(1024 * 1024), { level: 9 })));
  return {
    ...answer,
    status: 200,
    headers: { ...answer.headers, "content-encoding": "gzip" },
    body: bombBody,
  };
}
