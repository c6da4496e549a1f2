import { DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import type { Character } from "./character";

const MINUTE_MS = 60_000;

/**
 * The demo's mirrors, in the order pages show them. Those whose fault is not judged yet failed often
 * enough in their past that no advice names them.
 */
export const CHARACTERS: readonly Character[] = [
  {
    slug: "healthy",
    name: { zh: "健康镜像", en: "Healthy mirror" },
    note: "answers fast and right",
    faults: {},
    medianMs: 38,
    eveningFactor: 1.4,
    spread: 0.22,
    strays: { share: 0.0004, trouble: "server-error" },
    outages: [
      { agoMs: 11 * DAY_MS + 5 * HOUR_MS, lastsMs: 7 * MINUTE_MS, trouble: "server-error", kinds: null },
    ],
    bouts: null,
  },
  {
    slug: "slow",
    name: { zh: "缓慢镜像", en: "Slow mirror" },
    note: "right, and slow; slowest in China's evening",
    faults: {},
    medianMs: 390,
    eveningFactor: 2.1,
    spread: 0.24,
    strays: { share: 0.0002, trouble: "silent" },
    outages: [
      { agoMs: 3 * DAY_MS + 2 * HOUR_MS, lastsMs: 35 * MINUTE_MS, trouble: "silent", kinds: null },
      { agoMs: 9 * DAY_MS + 20 * HOUR_MS, lastsMs: 80 * MINUTE_MS, trouble: "silent", kinds: ["zip"] },
    ],
    bouts: null,
  },
  {
    slug: "flaky",
    name: { zh: "时好时坏的镜像", en: "Flaky mirror" },
    note: "fails in bouts: down for some minutes, then well again",
    faults: {},
    medianMs: 72,
    eveningFactor: 1.7,
    spread: 0.4,
    strays: { share: 0.004, trouble: "reset" },
    outages: [
      { agoMs: 6 * DAY_MS + 7 * HOUR_MS, lastsMs: 3 * HOUR_MS, trouble: "page", kinds: ["zip", "mod"] },
      { agoMs: 47 * MINUTE_MS, lastsMs: 9 * MINUTE_MS, trouble: "server-error", kinds: null },
    ],
    bouts: { everyMs: 9 * HOUR_MS, lastsMs: 11 * MINUTE_MS, troubles: ["server-error", "reset", "silent"] },
  },
  {
    slug: "stale-list",
    name: { zh: "列表陈旧的镜像（尚不识别）", en: "Stale-list mirror (not judged yet)" },
    note: "its version lists lack the newest version; looks healthy, since lists are not compared between mirrors yet",
    faults: { "stale-list": true },
    medianMs: 55,
    eveningFactor: 1.5,
    spread: 0.25,
    strays: { share: 0.007, trouble: "server-error" },
    outages: [
      { agoMs: 17 * DAY_MS + 9 * HOUR_MS, lastsMs: 50 * MINUTE_MS, trouble: "server-error", kinds: null },
    ],
    bouts: null,
  },
  {
    slug: "lying-zip",
    name: { zh: "压缩包作假的镜像（尚不识别）", en: "Lying-zip mirror (not judged yet)" },
    note: "its zips hold other files than the checksum database recorded; looks healthy, since zips are not verified yet",
    faults: { "wrong-zip": true },
    medianMs: 46,
    eveningFactor: 1.3,
    spread: 0.25,
    strays: { share: 0.006, trouble: "reset" },
    outages: [{ agoMs: 8 * DAY_MS + 3 * HOUR_MS, lastsMs: 4 * HOUR_MS, trouble: "expired", kinds: null }],
    bouts: null,
  },
];
