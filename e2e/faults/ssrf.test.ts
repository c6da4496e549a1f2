import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isWholeFaults } from "@/e2e/env";
import { ALL_ADDRESSES, OWN_IPV6, OWN_RESOLVER, runInNamespace, whyNoNamespace } from "./namespace";
import { type Judged, judgePermissions } from "./ssrf-permission";
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
const verdictSchema = z.object({ name: z.string(), want: z.string(), got: z.string(), detail: z.string() });
const judgedSchema = z.object({
  verdicts: z.array(verdictSchema),
  stray: z.number(),
  questions: z.array(z.string()),
});
const reportSchema = z.object({ guarded: tableSchema, open: tableSchema, permissions: judgedSchema });

const noNamespace = whyNoNamespace();
/** With the guard opened only each fourth vector is tried in the reduced run. */
const OPEN_STEP = isWholeFaults() ? 1 : 4;

test("there are 60 vectors and more, each with a name of its own", () => {
  expect(VECTORS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(VECTORS.map(({ name }) => name)).size).toBe(VECTORS.length);
});

describe("on loopback, what leads to this machine", () => {
  test("is refused by every way, with its reason, and 0 bytes reach the sink", async () => {
    expectRefused(await runTable("loopback", false), 45);
  });

  test("reaches the sink by every way once the guard is opened: the table can fail", async () => {
    expectReached(await runTable("loopback", true, OPEN_STEP), 40);
  });
});

test("allowPrivateNetwork opens exactly the named origin, and nothing by redirect from elsewhere", async () => {
  expectAsWanted(await judgePermissions("loopback"));
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
    const report = reportSchema.parse(
      JSON.parse(await runInNamespace("./ssrf-child.ts", [`${OPEN_STEP}`], setUp)),
    );
    expectRefused(report.guarded, 100);
    expectReached(report.open, 90);
    expectAsWanted(report.permissions);
    // Each look-up is one question: what was checked is what is connected to.
    expect(report.permissions.questions.filter((question) => question === "A rebind.test")).toHaveLength(2);
  },
);

/** Each way is to have met at least `least` vectors, of the whole table. */
function expectRefused(table: Table, least: number): void {
  expect(table.rows.filter((row) => !isRefused(row))).toEqual([]);
  expect([table.connections, table.bytes]).toEqual([0, 0]);
  for (const { name } of WAYS) {
    expect(table.rows.filter(({ way }) => way === name).length, name).toBeGreaterThanOrEqual(least);
  }
}

function expectAsWanted({ verdicts, stray }: Judged): void {
  expect(verdicts.filter(({ want, got }) => want !== got)).toEqual([]);
  expect(stray).toBe(0);
}

function expectReached(table: Table, least: number): void {
  expect(table.rows.filter((row) => row.connections === 0 && !isOtherwiseRefused(row))).toEqual([]);
  for (const { name } of WAYS) {
    const reached = table.rows.filter(({ way, connections }) => way === name && connections > 0);
    expect(reached.length, name).toBeGreaterThanOrEqual((least - 20) / OPEN_STEP - 3);
  }
  const landed = new Set(table.rows.filter(({ connections }) => connections > 0).map(({ vector }) => vector));
  const never = new Set(table.rows.map(({ vector }) => vector).filter((vector) => !landed.has(vector)));
  expect([...never]).toEqual([]);
}

/** Nothing arrived, the exchange says where and why, and so do the words that the operator wrote. */
function isRefused(row: Row): boolean {
  const { way, connections, refusal, failure, sent } = row;
  if (connections > 0 || (refusal !== null && !isToldWell(way, refusal))) return false;
  if (sent) return failure !== null && isBlocked(row, failure);
  return refusal !== null && (way.startsWith("gomirrors") || isUnparsable(row.vector));
}

function isBlocked({ way, vector }: Row, { outcome, phase, detail }: NonNullable<Row["failure"]>): boolean {
  if (way.startsWith("gomirrors")) return outcome === "blocked-address" && phase === "dns";
  const byAddress = phase === "dns" && ADDRESS_REASON.test(detail);
  if (!way.includes("redirect")) return outcome === "blocked-address" && byAddress;
  if (isUnparsable(vector)) return outcome === "malformed" && phase === "ttfb";
  const byPlace = phase === "ttfb" && detail === "to a URL with userinfo";
  return outcome === "redirect-blocked" && (byAddress || byPlace);
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
