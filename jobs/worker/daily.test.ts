import { afterEach, beforeEach, expect, test } from "vitest";
import { readWatermark } from "@/lib/db/watermarks";
import { DAY_MS } from "@/lib/probe/cadence";
import { isDaily, planDailies } from "@/lib/probe/daily";
import type { StoredSample } from "@/lib/probe/result";
import { slotAt } from "@/lib/probe/slot";
import { type Desk, openDesk } from "./desk.fixture";
import { wrongSlots } from "./slot-account.fixture";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
  desk.lab.setFault("http-2", true);
});
afterEach(() => desk.close(), 30_000);

function secure(slug: string): string {
  return `  - { slug: ${slug}, name: { zh: 安全, en: Secure }, url: "${desk.lab.tlsUrl}", ca: lab.pem, allowPrivateNetwork: true, interval: 1s }`;
}

function lanesOf(slug: string) {
  return planDailies("here", { slug, url: desk.lab.tlsUrl });
}

/** A slug whose daily slot comes within a few seconds: the moment of the day is a hash of it. */
function slugDueSoon(): { slug: string; slot: number } {
  const now = Date.now();
  for (let number = 0; ; number += 1) {
    const slug = `secure-${number}`;
    const [lane] = lanesOf(slug);
    const slot = lane === undefined ? 0 : slotAt(lane.grid, now) + DAY_MS;
    if (slot > now + 3_000 && slot < now + 8_000) return { slug, slot };
  }
}

async function asked(slug: string): Promise<StoredSample[]> {
  return (await desk.samples(slug)).filter(({ series }) => isDaily(series));
}

test("a mirror that was never asked over HTTP/2 is asked at the start, and not again by the next start", async () => {
  const config = desk.config(secure("secure"));
  await desk.start(config);
  const { mirrors } = await desk.snapshotWhen(({ mirrors }) => mirrors.some(({ daily }) => daily.length > 0));
  expect(mirrors.map(({ slug, daily }) => [slug, daily.length])).toEqual([
    ["lab", 0],
    ["secure", 1],
  ]);
  expect(mirrors[1]?.daily).toMatchObject([{ variant: "h2", outcome: "ok", phase: "transfer", status: 200 }]);
  await desk.stop();
  const before = desk.lab.requests().length;
  await desk.start(config);
  await expect.poll(() => desk.lab.requests().length, { timeout: 15_000 }).toBeGreaterThan(before + 15);
  await desk.stop();
  expect(await asked("secure")).toMatchObject([{ cause: "start", outcome: "ok" }]);
});

test("its slot is asked once, whatever restarts, and is a row in no gap", async () => {
  const { slug, slot } = slugDueSoon();
  const config = desk.config(secure(slug));
  await desk.start(config);
  const from = (await readWatermark(desk.temp.store, `accounted/${slug}`)) ?? 0;
  const isAsked = async () => (await asked(slug)).filter(({ cause }) => cause === "scheduled").length;
  await expect.poll(isAsked, { timeout: 15_000 }).toBe(1);
  await desk.stop();
  await desk.start(config);
  await desk.stop();
  const scheduled = (await asked(slug)).filter(({ cause }) => cause === "scheduled");
  expect(scheduled).toMatchObject([{ slot, outcome: "ok", attempt: 0 }]);
  const account = [config, await desk.samples(slug), await desk.gaps(slug)] as const;
  const wrong = wrongSlots(...account, from, slot).filter((one) => one.includes("/h2/"));
  expect(wrong).toEqual([]);
});

test("a mirror without HTTP/2 is told so, and is none the worse for it", async () => {
  desk.lab.setFault("http-2", null);
  await desk.start(desk.config(secure("secure")));
  const { mirrors } = await desk.snapshotWhen(
    ({ mirrors }) => mirrors[1]?.state === "HEALTHY" && mirrors[1].daily.length > 0,
  );
  expect(mirrors[1]?.daily).toMatchObject([{ outcome: "tls-protocol", reason: "http2-not-agreed" }]);
  expect(mirrors[1]?.lastFailure).toBeNull();
  expect(mirrors[1]?.endpoints.find(({ kind }) => kind === "info")?.outcome).toBe("ok");
});
