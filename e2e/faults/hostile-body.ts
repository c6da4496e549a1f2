import { gzipSync } from "node:zlib";
import {
  answer,
  answered,
  drip,
  endless,
  flood,
  GOOD_BODY,
  type Pair,
  say,
  sayAndClose,
  sayAndReset,
} from "./hostile-pair";

const CHUNKED = answer(["transfer-encoding: chunked"]);
const UNTIL_CLOSE = answer([]);
const LENGTH = answer([`content-length: ${GOOD_BODY.length}`]);
const MIB_8 = 8 * 1024 * 1024;

/** Hostile behind the head: what length and framing promise, and what comes. */
export const BODY_PAIRS: readonly Pair[] = [
  endless("hang", "between headers and body", "stalled transfer would-hang", say(LENGTH)),
  endless(
    "hang",
    "in the body at byte 7",
    "stalled transfer would-hang",
    say(LENGTH + GOOD_BODY.slice(0, 7)),
  ),
  endless(
    "hang",
    "at the end of a body without length",
    "stalled transfer would-hang",
    say(UNTIL_CLOSE + GOOD_BODY),
  ),
  endless("drip", "in the body", "too-slow transfer", drip(answer(["content-length: 1000"]), "v1.0.0\n")),
  endless("drip", "in the chunk sizes", "stalled transfer would-hang", drip(CHUNKED, "0")),
  answered("reset", "between headers and body", "reset transfer", sayAndReset(LENGTH)),
  answered("reset", "in the body at byte 7", "reset transfer", sayAndReset(LENGTH + GOOD_BODY.slice(0, 7))),
  answered(
    "reset",
    "at the end of a body without length",
    "reset transfer",
    sayAndReset(UNTIL_CLOSE + GOOD_BODY),
  ),
  answered("close", "between headers and body", "truncated transfer", sayAndClose(LENGTH)),
  answered(
    "close",
    "in the body at byte 7",
    "truncated transfer",
    sayAndClose(LENGTH + GOOD_BODY.slice(0, 7)),
  ),
  answered("close", "in a chunk", "truncated transfer", sayAndClose(`${CHUNKED}e\r\nv1.0.0\n`)),
  answered(
    "close",
    "before the last chunk",
    "truncated transfer",
    sayAndClose(`${CHUNKED}e\r\n${GOOD_BODY}\r\n`),
  ),
  endless(
    "hang",
    "before the last chunk",
    "stalled transfer would-hang",
    say(`${CHUNKED}e\r\n${GOOD_BODY}\r\n`),
  ),
  endless(
    "hang",
    "in the trailers",
    "stalled transfer would-hang",
    say(`${CHUNKED}e\r\n${GOOD_BODY}\r\n0\r\nx: y`),
  ),
  answered("without end", "body", "too-large transfer", flood(UNTIL_CLOSE, GOOD_BODY)),
  answered("without end", "chunks", "too-large transfer", flood(CHUNKED, `e\r\n${GOOD_BODY}\r\n`)),
  answered("without end, a byte each", "chunks", "too-large transfer", flood(CHUNKED, "1\r\nv\r\n")),
  answered("without end", "a chunk's extension", "too-large transfer", flood(`${CHUNKED}e;x=`, "extension")),
  answered("without end", "trailers", "too-large transfer", flood(`${CHUNKED}0\r\n`, "x-more: and more\r\n")),
  answered(
    "8 MiB declared",
    "content-length",
    "too-large transfer",
    say(answer([`content-length: ${MIB_8}`])),
  ),
  answered(
    "10^15 - 1",
    "content-length",
    "too-large transfer",
    say(answer(["content-length: 999999999999999"])),
  ),
  answered("10^30", "content-length", "malformed ttfb", say(answer([`content-length: 1${"0".repeat(30)}`]))),
  answered("-5", "content-length", "malformed ttfb", say(answer(["content-length: -5"], GOOD_BODY))),
  answered(
    "hexadecimal",
    "content-length",
    "malformed ttfb",
    say(answer(["content-length: 0xe"], GOOD_BODY)),
  ),
  answered(
    "two that differ",
    "content-length",
    "malformed ttfb",
    say(answer(["content-length: 14", "content-length: 7"], GOOD_BODY)),
  ),
  answered(
    "half of what comes",
    "content-length",
    "malformed transfer",
    say(answer(["content-length: 7"], GOOD_BODY)),
  ),
  answered(
    "beside a length",
    "transfer-encoding",
    "malformed ttfb",
    say(answer(["content-length: 14", "transfer-encoding: chunked"], GOOD_BODY)),
  ),
  answered("no number", "a chunk's size", "malformed transfer", say(`${CHUNKED}zz\r\n${GOOD_BODY}`)),
  answered(
    "2^64",
    "a chunk's size",
    "malformed transfer",
    say(`${CHUNKED}10000000000000000\r\n${GOOD_BODY}`),
  ),
  answered(
    "no line end",
    "behind a chunk",
    "malformed transfer",
    say(`${CHUNKED}e\r\n${GOOD_BODY}XX0\r\n\r\n`),
  ),
  answered(
    "no length, HTTP/1.0",
    "the end of the body",
    "ok transfer",
    sayAndClose(`HTTP/1.0 200 OK\r\n\r\n${GOOD_BODY}`),
  ),
  answered(
    "a second answer unasked",
    "behind the body",
    "ok transfer",
    say(`${LENGTH}${GOOD_BODY}${LENGTH}${GOOD_BODY}`),
  ),
  answered("a bomb of gzip", "content-encoding", "malformed ttfb", bomb),
  answered(
    "a web page",
    "body",
    "soft-200 transfer",
    say(answer(["content-length: 41"], "<!doctype html><script>alert(1)</script>\n")),
  ),
  answered(
    "NULs and broken UTF-8",
    "body",
    "malformed transfer",
    say(answer(["content-length: 6"], "\0\xff\xfe\0\xc0\n")),
  ),
  answered(
    "one line of 3 MB",
    "body",
    "malformed transfer",
    say(answer(["content-length: 3000000"], "v".repeat(3_000_000))),
  ),
];

let packed: Buffer | null = null;

/** A gigabyte of zeros: members of a gzip file follow each other. */
function bomb(socket: Parameters<ReturnType<typeof say>>[0]): void {
  packed ??= Buffer.concat(Array<Uint8Array>(1024).fill(gzipSync(Buffer.alloc(1024 * 1024), { level: 9 })));
  socket.write(answer(["content-encoding: gzip", `content-length: ${packed.length}`]));
  socket.write(packed);
}
