import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { quoteWhereNeeded } from "@/lib/text/shell";
import { formatCurl, type Repeatable } from "./curl";
import type { Hop } from "./exchange";

const URL = "https://mirror.example/rsc.io/quote/@v/list";

function hop(changes: Partial<Hop> = {}): Hop {
  const phasesUs = { dns: 1, tcp: 1, tls: 1, ttfb: 1, transfer: 1 };
  return { url: URL, address: "192.0.2.1", phasesUs, status: 200, headers: {}, ...changes };
}

function repeat(changes: Partial<Repeatable["request"]> = {}, hops: readonly Hop[] = [hop()]): string {
  return formatCurl({
    request: { method: "GET", url: URL, headers: {}, ...changes },
    hops,
    timeoutMs: 10_000,
  });
}

/** The words that a real POSIX shell makes of a command, without its first. */
function words(command: string): string[] {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

function valuesOf(option: string, command: string): string[] {
  const all = words(command);
  return all.flatMap((word, index) => (word === option ? [all[index + 1] ?? ""] : []));
}

describe("the command that repeats an exchange", () => {
  test("asks the same address for the same URL within the same time", () => {
    const command = repeat();
    expect(valuesOf("--connect-to", command)).toEqual(["mirror.example:443:192.0.2.1:443"]);
    expect(valuesOf("--url", command)).toEqual([URL]);
    expect(valuesOf("--max-time", command)).toEqual(["10"]);
    expect(valuesOf("--noproxy", command)).toEqual(["*"]);
  });

  test.each([
    ["a port of its own", "http://m.example:8080/x", "192.0.2.1", ["m.example:8080:192.0.2.1:8080"]],
    ["plain http", "http://m.example/x", "192.0.2.1", ["m.example:80:192.0.2.1:80"]],
    ["an IPv6 address", "https://m.example/x", "2001:db8::1", ["m.example:443:[2001:db8::1]:443"]],
    ["a URL that names the address", "http://192.0.2.1:81/x", "192.0.2.1", []],
    ["a URL that names an IPv6 address", "http://[2001:db8::1]:81/x", "2001:db8::1", []],
    ["an address nobody saw", "https://m.example/x", null, []],
    ["what is no address", "https://m.example/x", "$(touch x)", []],
  ])("%s: pinned accordingly", (_, url, address, pins) => {
    expect(valuesOf("--connect-to", repeat({ url }, [hop({ url, address })]))).toEqual(pins);
  });

  test("what was asked over HTTP/2 is asked over it again, all else over HTTP/1.1", () => {
    expect(words(repeat({ protocol: "h2" }))).toContain("--http2");
    expect(words(repeat({ protocol: "h2" }))).not.toContain("--http1.1");
    expect(words(repeat())).toContain("--http1.1");
  });

  test("HEAD is asked as HEAD", () => {
    expect(words(repeat({ method: "HEAD" }))).toContain("-I");
    expect(words(repeat())).not.toContain("-I");
  });

  test("headers are sent as they were, credentials as placeholders, and what curl sends anyway is left out", () => {
    const headers = { "user-agent": "gomirrors/1 (+x)", accept: "*/*", authorization: "***", "x-key": "a'b" };
    const command = repeat({ headers });
    expect(valuesOf("-H", command)).toEqual(["authorization: <AUTHORIZATION>", "x-key: a'b"]);
    expect(valuesOf("-A", command)).toEqual(["gomirrors/1 (+x)"]);
    expect(command).not.toContain("***");
  });

  test("redirects are followed where they were, unless a credential would go along", () => {
    const hops = [hop(), hop({ url: "https://cdn.example/x" })];
    expect(words(repeat({}, hops))).toContain("-L");
    expect(words(repeat({ headers: { authorization: "***" } }, hops))).not.toContain("-L");
    expect(words(repeat())).not.toContain("-L");
  });

  test("a header with a control character is left out: it cannot have been sent", () => {
    expect(valuesOf("-H", repeat({ headers: { "x-a": "1\u001b[2J", "x-b": "2" } }))).toEqual(["x-b: 2"]);
  });

  test.each([
    ["'", "'"],
    ["$(touch x)`id`", "$(touch%20x)`id`"],
    ["\n; rm -rf ~ #", "%0A;%20rm%20-rf%20~%20#"],
    ["\u001b[201~", "%1B[201~"],
    ["\u202e", "%E2%80%AE"],
    ["\ud800", "%EF%BF%BD"],
    ['"\\!$IFS*?[]{}', '"\\!$IFS*?[]{}'],
    ["版本", "%E7%89%88%E6%9C%AC"],
  ])("a URL with %j is one word of printable ASCII", (text, want) => {
    const command = repeat({ url: `${URL}${text}` });
    expect(valuesOf("--url", command)).toEqual([`${URL}${want}`]);
    expect(command).toMatch(/^[\x20-\x7e\n]+$/);
  });
});

test.each(["", " ", "'", "''", "a'b'c", "$(x)", "`x`", "a\nb", "\\", '"', "*", "~", "-n", "#", "é\u202e"])(
  "a shell reads %j back as it is",
  (text) => {
    expect(words(`curl ${quoteWhereNeeded(text)}`)).toEqual([text]);
  },
);
