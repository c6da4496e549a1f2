import type { Snapshot } from "@/lib/snapshot/snapshot";
import { type StoredSite, startStoredSite } from "./stored";
import { expect, sidewaysOverflow, test } from "./test";

let site: StoredSite;

test.beforeAll(async () => {
  site = await startStoredSite();
});
test.afterAll(() => site.close());

const MINUTE_MS = 60_000;

type Case = {
  readonly name: string;
  readonly change: (snapshot: Snapshot, now: number) => Partial<Snapshot>;
  readonly zh: RegExp;
  readonly en: RegExp;
};

/** What may be wrong around a page that has its history all the same. */
const CASES: readonly Case[] = [
  {
    name: "the vantage is offline",
    change: ({ observer }, now) => ({
      observer: { ...observer, online: false, since: now - 5 * MINUTE_MS, cause: "offline" },
    }),
    zh: /这不算镜像故障/,
    en: /No mirror is to blame/,
  },
  {
    name: "the worker has just started",
    change: ({ mirrors }, now) => ({
      startedAt: now - MINUTE_MS / 2,
      mirrors: mirrors.map((mirror) => ({ ...mirror, state: "UNKNOWN", asOf: null, reason: null })),
    }),
    zh: /测试中|正在测试/,
    en: /Testing/,
  },
  {
    name: "probing is off",
    change: () => ({ probing: false }),
    zh: /GOMIRRORS_PROBING=off/,
    en: /GOMIRRORS_PROBING=off/,
  },
  {
    name: "the newest configuration was refused",
    change: (_, now) => ({
      configError: {
        at: now - MINUTE_MS,
        findings: [
          {
            code: "unknown-key",
            where: "gomirrors.yaml:12",
            text: { zh: "没有 intervall 这一项", en: "there is no key intervall" },
          },
        ],
      },
    }),
    zh: /gomirrors\.yaml:12/,
    en: /gomirrors\.yaml:12/,
  },
];

for (const { name, change, zh, en } of CASES) {
  test(`${name}: overview and mirror page say so in both languages, and keep what they know`, async ({
    page,
  }) => {
    const now = Date.now();
    await site.publish({ ...site.snapshot, at: now, ...change(site.snapshot, now) });
    for (const [lang, words] of [
      ["", zh],
      ["/en", en],
    ] as const) {
      for (const path of ["/", "/mirrors/steady"]) {
        await page.goto(`${site.origin}${lang}${path}`);
        await expect(page.locator("main"), `${lang}${path}`).toContainText(words);
        expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
      }
      await expect(page.locator("#latency")).toBeVisible();
    }
  });
}
