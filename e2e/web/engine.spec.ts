import type { EngineGuess, EngineSign } from "@/lib/probe/engine";
import { type MirrorSketch, sketchSnapshot } from "./fixture";
import { type Site, startSite } from "./site";
import { expect, sidewaysOverflow, test } from "./test";

const NOW = Date.now();
const CODES = {
  goproxy: ["list-lifetime", "file-lifetime"],
  both: ["file-lifetime", "latest-with-nulls"],
} as const;

function sign(code: EngineSign["code"]): EngineSign {
  const exchange = `info.canonical.fresh.0.1.${NOW}.0`;
  return { code, kind: "info", variant: "canonical", exchange, at: NOW };
}

/** By slug: the guess, and what its panel says. */
const CASES: readonly { slug: string; guess: EngineGuess | null; zh: RegExp; en: RegExp }[] = [
  {
    slug: "goproxy-cn",
    guess: { name: "goproxy", signs: CODES.goproxy.map(sign) },
    zh: /像 goproxy列表的 Cache-Control 是 60 秒 .*版本文件的 Cache-Control 是 7 天/s,
    en: /looks like goproxylists may be cached for 60 seconds .*version files may be cached for 7 days/s,
  },
  {
    slug: "aliyun",
    guess: { name: "unknown", signs: CODES.both.map(sign) },
    zh: /看不出来.*迹象互相矛盾.*goproxy：.*Athens：/s,
    en: /cannot be told.*contradict.*goproxy: .*Athens: /s,
  },
  {
    slug: "tencent",
    guess: { name: "unknown", signs: [] },
    zh: /看不出来.*没有任何一种/s,
    en: /no sign of any/,
  },
  { slug: "corp", guess: null, zh: /还没有应答/, en: /no answer yet/ },
];

const sketchOf = ({ slug }: { slug: string }): MirrorSketch => ({
  slug,
  zh: slug,
  en: slug,
  url: `https://${slug}.example/`,
});

let site: Site;

test.beforeAll(async () => {
  const snapshot = sketchSnapshot(CASES.map(sketchOf), NOW);
  const mirrors = snapshot.mirrors.map((mirror, index) => ({
    ...mirror,
    engine: CASES[index]?.guess ?? null,
  }));
  site = await startSite({ ...snapshot, mirrors });
});
test.afterAll(() => site.close());

for (const { slug, guess, zh, en } of CASES) {
  test(`${slug}: the engine is a guess with its reasons, in both languages`, async ({ page }) => {
    for (const [prefix, words] of [["", zh] as const, ["/en", en] as const]) {
      await page.goto(`${site.origin}${prefix}/mirrors/${slug}`);
      const about = page.locator("dl.facts").last();
      await expect(about.locator(`a[href="${prefix}/methodology#engine"]`)).toBeVisible();
      await expect(about).toHaveText(words);
      await expect(about.locator(".signs li a")).toHaveCount(guess?.signs.length ?? 0);
      await page.setViewportSize({ width: 360, height: 800 });
      expect(await sidewaysOverflow(page)).toBe(0);
    }
  });
}

test("a sign leads to the exchange that showed it", async ({ page }) => {
  await page.goto(`${site.origin}/mirrors/goproxy-cn`);
  const href = await page.locator(".signs a").first().getAttribute("href");
  expect(href).toBe(`/mirrors/goproxy-cn/exchanges/info.canonical.fresh.0.1.${NOW}.0`);
});

test("the API tells the guess, whose each sign is, and when it was shown", async ({ request }) => {
  const list = await (await request.get(`${site.origin}/api/v1/mirrors`)).json();
  const one = await (await request.get(`${site.origin}/api/v1/mirrors/aliyun`)).json();
  expect(list.mirrors.map((mirror: { engine: EngineGuess | null }) => mirror.engine?.name ?? null)).toEqual([
    "goproxy",
    "unknown",
    "unknown",
    null,
  ]);
  expect(one.engine.reasons.map(({ engine }: { engine: string }) => engine)).toEqual(["goproxy", "athens"]);
  expect(one.engine.reasons[0]).toMatchObject({ code: "file-lifetime", at: new Date(NOW).toISOString() });
});
