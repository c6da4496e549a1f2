import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listPath, zipPath } from "@/lib/goproxy/endpoint";
import { closeLabs, type DemoLab, startLabs } from "./labs";
import { boutNow, type Live, startLive } from "./live";

const NOW = Date.UTC(2026, 2, 4, 1);

let folder = "";
let labs: DemoLab[] = [];
let live: Live;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-live-"));
  labs = await startLabs(folder, new Map());
  live = startLive(labs, () => NOW);
}, 60_000);

afterAll(async () => {
  live.stop();
  await closeLabs(labs);
  rmSync(folder, { recursive: true, force: true });
});

function get(slug: string, path: string): Promise<Response> {
  const own = labs.find((one) => one.slug === slug);
  if (own === undefined) throw new Error(`no lab ${slug}`);
  return fetch(own.lab.url + path);
}

const LIST = listPath("rsc.io/quote");

test("a stale list has all that a sample knows of, and not the version that the others have", async () => {
  const [healthy, stale] = await Promise.all(
    ["healthy", "stale-list"].map(async (slug) => (await get(slug, LIST)).text()),
  );
  expect(healthy?.split("\n").sort()).toEqual(["v1.5.2", "v1.5.3"]);
  expect(stale?.trim().split("\n")).toEqual(["v1.5.2"]);
});

test("a lying zip is another one than the healthy mirror's", async () => {
  const path = zipPath("rsc.io/quote", "v1.5.2");
  const [healthy, lying] = await Promise.all(
    ["healthy", "lying-zip"].map(async (slug) => Buffer.from(await (await get(slug, path)).arrayBuffer())),
  );
  expect(lying?.equals(healthy ?? Buffer.alloc(0))).toBe(false);
});

test("all labs speak for one checksum database", () => {
  expect(new Set(labs.map(({ lab }) => lab.verifierKey)).size).toBe(1);
});

test("a mirror that is switched off gives no answer, and its neighbours do; switched on it answers again", async () => {
  live.switch("healthy", false);
  await expect(get("healthy", LIST)).rejects.toThrow();
  expect((await get("flaky", LIST)).status).toBe(200);
  live.switch("healthy", true);
  expect((await get("healthy", LIST)).status).toBe(200);
});

test("a slug that no mirror has is refused by name", () => {
  expect(() => live.switch("nobody", false)).toThrow('no mirror of the demo is called "nobody"');
});

test("slow answers later than healthy", async () => {
  const timed = async (slug: string) => {
    const started = performance.now();
    await (await get(slug, LIST)).text();
    return performance.now() - started;
  };
  expect(await timed("slow")).toBeGreaterThan(await timed("healthy"));
});

const bouts = { everyMs: 1, lastsMs: 1, troubles: ["reset", "silent"] } as const;
const moments = [
  { since: 0, name: null },
  { since: 90_000, name: "reset" },
  { since: 164_000, name: "reset" },
  { since: 166_000, name: null },
  { since: 90_000 + 720_000, name: "silent" },
];
for (const { since, name } of moments) {
  test(`${since / 1000} s after the start a flaky mirror ${name === null ? "is well" : `fails: ${name}`}`, () => {
    expect(boutNow({ bouts }, since)).toBe(name);
  });
}

test("a mirror without bouts never has one", () => {
  expect(boutNow({ bouts: null }, 90_000)).toBeNull();
});
