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

const LENGTH = `content-length: ${GOOD_BODY.length}`;
const KIB_16 = 16 * 1024;

/** Hostile up to the end of the head: the status line, the headers, 1xx answers. */
export const HEAD_PAIRS: readonly Pair[] = [
  endless("hang", "before the status line", "header-timeout ttfb would-hang", () => {}),
  endless("hang", "in the status line", "header-timeout ttfb would-hang", say("HTTP/1.1 20")),
  endless(
    "hang",
    "in the headers",
    "header-timeout ttfb would-hang",
    say("HTTP/1.1 200 OK\r\nage: 3\r\ncon"),
  ),
  endless("drip", "in the status line", "header-timeout ttfb would-hang", drip("", "HTTP/1.1 200 OK")),
  endless(
    "drip",
    "in the headers",
    "header-timeout ttfb would-hang",
    drip("HTTP/1.1 200 OK\r\n", "a: b\r\n"),
  ),
  answered("reset", "before the status line", "reset ttfb", sayAndReset("")),
  answered("reset", "in the status line", "reset ttfb", sayAndReset("HTTP/1.1 2")),
  answered("reset", "in the headers", "reset ttfb", sayAndReset("HTTP/1.1 200 OK\r\nage: 3\r\n")),
  answered("close", "before the status line", "reset ttfb", sayAndClose("")),
  answered("close", "in the status line", "reset ttfb", sayAndClose("HTTP/1.1 200")),
  answered("close", "in the headers", "reset ttfb", sayAndClose("HTTP/1.1 200 OK\r\nage: 3\r\n")),
  answered("an SSH banner", "status line", "malformed ttfb", say("SSH-2.0-OpenSSH_9.9\r\n")),
  answered("HTTP/0.9", "status line", "malformed ttfb", sayAndClose(GOOD_BODY)),
  answered(
    "an HTTP/2 preface",
    "status line",
    "malformed ttfb",
    say("\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64"),
  ),
  answered("HTTP/9.9", "status line", "malformed ttfb", say("HTTP/9.9 200 OK\r\n\r\n")),
  answered("zeros", "status line", "malformed ttfb", flood("", "\0")),
  answered(
    "status 000",
    "status line",
    "malformed ttfb",
    say("HTTP/1.1 000 None\r\ncontent-length: 0\r\n\r\n"),
  ),
  answered("status 99", "status line", "malformed ttfb", say("HTTP/1.1 99 Low\r\ncontent-length: 0\r\n\r\n")),
  answered(
    "status 999",
    "status line",
    "unexpected-status ttfb",
    say("HTTP/1.1 999 High\r\ncontent-length: 0\r\n\r\n"),
  ),
  answered(
    "status 1000",
    "status line",
    "malformed ttfb",
    say("HTTP/1.1 1000 Over\r\ncontent-length: 0\r\n\r\n"),
  ),
  answered("a reason without end", "status line", "too-large ttfb", flood("HTTP/1.1 200 ", "reason ")),
  answered(
    "headers without end",
    "headers",
    "too-large ttfb",
    flood("HTTP/1.1 200 OK\r\n", "x-more: and more\r\n"),
  ),
  answered(
    "10,000 headers",
    "headers",
    "too-large ttfb",
    say(`HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(10_000)}\r\n`),
  ),
  answered(
    "1 MB",
    "one header",
    "too-large ttfb",
    say(answer([`x: ${"y".repeat(1024 * 1024)}`, LENGTH], GOOD_BODY)),
  ),
  answered("1 MB", "one header's name", "too-large ttfb", say(answer([`${"y".repeat(1024 * 1024)}: x`]))),
  answered(
    "just below 16 KiB",
    "headers",
    "ok transfer",
    say(answer([`x: ${"y".repeat(KIB_16 - 100)}`, LENGTH], GOOD_BODY)),
  ),
  answered("NUL", "a header's value", "malformed ttfb", say(answer(["server: a\0b", LENGTH], GOOD_BODY))),
  answered(
    "a bare CR",
    "a header's value",
    "malformed ttfb",
    say(answer(["server: a\rb", LENGTH], GOOD_BODY)),
  ),
  answered(
    "bidi marks",
    "a header's value",
    "ok transfer",
    say(answer(["server: \xe2\x80\xaegnp.exe", LENGTH], GOOD_BODY)),
  ),
  answered(
    "a space before the colon",
    "a header's name",
    "malformed ttfb",
    say(answer(["server : a", LENGTH], GOOD_BODY)),
  ),
  answered("no colon", "headers", "malformed ttfb", say(answer(["nonsense", LENGTH], GOOD_BODY))),
  answered(
    "a folded line",
    "headers",
    "malformed ttfb",
    say(`HTTP/1.1 200 OK\r\n folded\r\n${LENGTH}\r\n\r\n${GOOD_BODY}`),
  ),
  answered("100 without end", "1xx answers", "malformed ttfb", flood("", "HTTP/1.1 100 Continue\r\n\r\n")),
  answered(
    "103 without end",
    "1xx answers",
    "too-large ttfb",
    flood("", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"),
  ),
  endless(
    "hang",
    "behind a 103",
    "header-timeout ttfb would-hang",
    say("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"),
  ),
  answered(
    "a switch of protocols",
    "1xx answers",
    "malformed ttfb",
    say("HTTP/1.1 101 Switching\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n"),
  ),
  answered(
    "204 with a body",
    "status line",
    "unexpected-status ttfb",
    say("HTTP/1.1 204 No Content\r\ncontent-length: 3\r\n\r\nabc"),
  ),
  answered(
    "206 unasked",
    "status line",
    "unexpected-status ttfb",
    say(`HTTP/1.1 206 Partial\r\ncontent-range: bytes 0-6/14\r\ncontent-length: 7\r\n\r\nv1.0.0\n`),
  ),
  answered("304 unasked", "status line", "unexpected-status ttfb", say("HTTP/1.1 304 Not Modified\r\n\r\n")),
  answered("a pause of 10^300 s", "retry-after", "rate-limited ttfb", say(retryAfter(`1${"0".repeat(300)}`))),
  answered(
    "the year 9999",
    "retry-after",
    "rate-limited ttfb",
    say(retryAfter("Fri, 31 Dec 9999 23:59:59 GMT")),
  ),
  answered("a pause of -1 s", "retry-after", "rate-limited ttfb", say(retryAfter("-1"))),
  answered(
    "gzip though identity was asked",
    "content-encoding",
    "malformed ttfb",
    say(
      answer(
        ["content-encoding: gzip", "content-length: 20"],
        "\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0",
      ),
    ),
  ),
];

function retryAfter(value: string): string {
  return `HTTP/1.1 429 Too Many Requests\r\nretry-after: ${value}\r\ncontent-length: 0\r\n\r\n`;
}
