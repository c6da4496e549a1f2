import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ALL_ADDRESSES, OWN_IPV6, OWN_RESOLVER, runInNamespace, whyNoNamespace } from "./namespace";
import { type Row, runTable, type Table } from "./ssrf-run";
import { VECTORS } from "./ssrf-vectors";
import { WAYS } from "./ssrf-ways";

/** Each address says what it is: `169.254.169.254 is link-local`. */
const ADDRESS_REASON =
  /^\S+ is (private|loopback|link-local|shared|mapped|translated|documentation|benchmark|multicast|broadcast|unspecified|reserved|platform)$/;
const REFUSED_URL = /^gomirrors\.yaml:\d+:\d+ (mirrors|controls)\[0\]\.url$/;

const rowSchema = z.object({
  way: z.string(),
  vector: z.string(),
  url: z.string(),
  connections: z.number(),
  refusal: z.object({ where: z.string(), why: z.string() }).nullable(),
  failure: z.object({ outcome: z.string(), phase: z.string(), detail: z.string() }).nullable(),
  sent: z.boolean(),
});
const tableSchema = z.object({ rows: z.array(rowSchema), connections: z.number(), bytes: z.number() });
const reportSchema = z.object({ guarded: tableSchema, open: tableSchema });

const noNamespace = whyNoNamespace();

test("there are 60 vectors and more, each with a name of its own", () => {
  expect(VECTORS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(VECTORS.map(({ name }) => name)).size).toBe(VECTORS.length);
});

describe("on loopback, what leads to this machine", () => {
  test("is refused by every way, with its reason, and 0 bytes reach the sink", async () => {
    expectRefused(await runTable("loopback", false), 45);
  });

  test("reaches the sink by every way once the guard is opened: the table can fail", async () => {
    expectReached(await runTable("loopback", true), 45);
  });
});

if (noNamespace !== null) {
  const skipped = VECTORS.filter(({ leads }) => leads !== "here").length;
  process.stderr.write(
    `SKIPPED: ${skipped} of ${VECTORS.length} SSRF vectors, rebinding and redirects from public addresses: no network namespace (${noNamespace})\n`,
  );
}

test.skipIf(noNamespace !== null)(
  "in a namespace where every address is the sink's, every vector is refused by every way, and each lands once the guard is opened",
  async () => {
    const setUp = [...ALL_ADDRESSES, ...OWN_IPV6, ...OWN_RESOLVER];
    const report = reportSchema.parse(JSON.parse(await runInNamespace("./ssrf-child.ts", [], setUp)));
    expectRefused(report.guarded, 100);
    expectReached(report.open, 100);
  },
);

/** Each way is to have met at least `least` vectors. */
function expectRefused(table: Table, least: number): void {
  expect(table.rows.filter((row) => !isRefused(row))).toEqual([]);
  expect([table.connections, table.bytes]).toEqual([0, 0]);
  for (const { name } of WAYS) {
    expect(table.rows.filter(({ way }) => way === name).length, name).toBeGreaterThanOrEqual(least);
  }
}

function expectReached(table: Table, least: number): void {
  expect(table.rows.filter((row) => row.connections === 0 && !isOtherwiseRefused(row))).toEqual([]);
  for (const { name } of WAYS) {
    const reached = table.rows.filter(({ way, connections }) => way === name && connections > 0);
    expect(reached.length, name).toBeGreaterThanOrEqual(least - 20);
  }
  const landed = new Set(table.rows.filter(({ connections }) => connections > 0).map(({ vector }) => vector));
  const never = new Set(table.rows.map(({ vector }) => vector).filter((vector) => !landed.has(vector)));
  expect([...never]).toEqual([]);
}

/** Nothing arrived, the exchange says where and why, and so do the words that the operator wrote. */
function isRefused({ way, connections, refusal, failure, sent, vector }: Row): boolean {
  if (connections > 0 || (refusal === null && failure === null)) return false;
  if (refusal !== null && !isToldWell(way, refusal)) return false;
  if (!sent) return refusal !== null && (way.startsWith("gomirrors") || isUnparsable(vector));
  if (failure === null) return false;
  const { outcome, phase, detail } = failure;
  if (way.startsWith("gomirrors")) return outcome === "blocked-address" && phase === "dns";
  if (!way.includes("redirect"))
    return outcome === "blocked-address" && phase === "dns" && ADDRESS_REASON.test(detail);
  if (isUnparsable(vector)) return outcome === "malformed" && phase === "ttfb";
  const atPlace = phase === "ttfb" && detail === "to a URL with userinfo";
  return outcome === "redirect-blocked" && (atPlace || (phase === "dns" && ADDRESS_REASON.test(detail)));
}

function isToldWell(way: string, { where, why }: { readonly where: string; readonly why: string }): boolean {
  return (
    why.length > 10 && (way.startsWith("gomirrors") ? where === "command line" : REFUSED_URL.test(where))
  );
}

/** What no permission opens: userinfo in a redirect, and spellings that the command line refuses as such. */
function isOtherwiseRefused({ refusal, failure, way }: Row): boolean {
  if (failure?.detail === "to a URL with userinfo") return true;
  return way.startsWith("gomirrors") && refusal !== null && !refusal.why.includes("--allow-private");
}

function isUnparsable(name: string): boolean {
  return VECTORS.some((vector) => vector.name === name && vector.unparsable === true);
}
