import { describe, expect, test } from "vitest";
import type { State } from "@/lib/health/state";
import { DEFAULT_CHOICES } from "./choices";
import { type Decision, decide } from "./decision";
import { decisionSchema } from "./decision-schema";
import { toEnvironment } from "./environment";
import { type MirrorWords, mirrorOf, situationOf } from "./situation.fixture";

const slugsOf = ({ chain }: Decision) => chain.map(({ slug }) => slug);
const goproxyOf = (decision: Decision) => toEnvironment(decision)[0]?.value;
const reasonOf = ({ reasons }: Decision, slug: string) =>
  reasons.find(({ params }) => params["mirror"] === slug)?.code;

function decideOf(words: readonly MirrorWords[], previous: Decision | null = null): Decision {
  return decide(situationOf(words), DEFAULT_CHOICES, previous);
}

describe("the ranking", () => {
  test.each<{ name: string; mirrors: MirrorWords[]; chain: string[] }>([
    {
      name: "availability decides first",
      mirrors: [{ slug: "a", ratio: 0.99, infoMs: 20 }, { slug: "b" }, { slug: "c", ratio: 0.995 }],
      chain: ["b", "c"],
    },
    {
      name: "availabilities within 0.1 points are alike, and speed decides",
      mirrors: [{ slug: "a", ratio: 0.9995 }, { slug: "b", ratio: 0.9986, infoMs: 100 }, { slug: "c" }],
      chain: ["b", "a"],
    },
    {
      name: "20 % of latency are alike, and .zip decides",
      mirrors: [
        { slug: "a", infoMs: 200, zipMs: 900 },
        { slug: "b", infoMs: 239, zipMs: 400 },
      ],
      chain: ["b", "a"],
    },
    {
      name: "30 ms are alike where 20 % are less",
      mirrors: [
        { slug: "a", infoMs: 40, zipMs: 900 },
        { slug: "b", infoMs: 69, zipMs: 400 },
      ],
      chain: ["b", "a"],
    },
    {
      name: "more than 30 ms are not",
      mirrors: [
        { slug: "a", infoMs: 40, zipMs: 900 },
        { slug: "b", infoMs: 71, zipMs: 400 },
      ],
      chain: ["a", "b"],
    },
    {
      name: "the documented order decides between equals",
      mirrors: [
        { slug: "zeta" },
        { slug: "proxy-golang-org" },
        { slug: "aliyun" },
        { slug: "corp", own: true },
      ],
      chain: ["corp", "aliyun"],
    },
    {
      name: "what has no latency stands behind what has one",
      mirrors: [
        { slug: "a", infoMs: null },
        { slug: "b", infoMs: 9_000 },
      ],
      chain: ["b", "a"],
    },
    { name: "a single fit mirror is the whole chain", mirrors: [{ slug: "a" }], chain: ["a"] },
  ])("$name", ({ mirrors, chain }) => {
    expect(slugsOf(decideOf(mirrors))).toEqual(chain);
  });
});

describe("what is unfit", () => {
  test.each<{ code: string; words: Omit<MirrorWords, "slug"> }>([
    { code: "down", words: { state: "DOWN" } },
    { code: "down", words: { state: "DOWN", partial: true } },
    { code: "untrusted", words: { state: "UNTRUSTED" } },
    { code: "maintenance", words: { state: "MAINTENANCE" } },
    { code: "no-data", words: { state: "UNKNOWN", n: 0, ratio: null, infoMs: null, zipMs: null } },
    { code: "thin", words: { n: 29 } },
    { code: "credentials", words: { credentials: true } },
    { code: "unsafe-url", words: { url: "https://user:secret@a.example/" } },
    { code: "unsafe-url", words: { url: "https://a.example/x,y/" } },
    { code: "unsafe-url", words: { url: "https://a.example/x|y/" } },
    { code: "unsafe-url", words: { url: "https://a.example/x y/" } },
    { code: "unsafe-url", words: { url: "https://a.example/\u0007/" } },
    { code: "unsafe-url", words: { url: "https://a.example/\nGOSUMDB=off" } },
    { code: "unsafe-url", words: { url: "https://a.example/'$(id)'/" } },
    { code: "unsafe-url", words: { url: "off" } },
  ])("$code $words is never chosen, however fast, and says why", ({ code, words }) => {
    const decision = decideOf([{ slug: "a", ratio: 1, infoMs: 1, ...words }, { slug: "b" }, { slug: "c" }]);
    expect(slugsOf(decision)).toEqual(["b", "c"]);
    expect(reasonOf(decision, "a")).toBe(code);
  });

  test.each<State>(["UNKNOWN", "SUSPECT", "DEGRADED"])("%s with data may be chosen", (state) => {
    expect(slugsOf(decideOf([{ slug: "a", state }]))).toEqual(["a"]);
  });
});

describe("the reasons of those passed over", () => {
  test.each<{ code: string; words: Omit<MirrorWords, "slug"> }>([
    { code: "less-available", words: { ratio: 0.99 } },
    { code: "slower-info", words: { infoMs: 300 } },
    { code: "slower-zip", words: { zipMs: 600 } },
    { code: "later-in-order", words: {} },
  ])("$code", ({ code, words }) => {
    expect(reasonOf(decideOf([{ slug: "a" }, { slug: "b" }, { slug: "c", ...words }]), "c")).toBe(code);
  });

  test("each mirror has exactly one, and the chosen ones come first", () => {
    const decision = decideOf([{ slug: "c", n: 3 }, { slug: "b" }, { slug: "a" }, { slug: "d" }]);
    expect(decision.reasons.map(({ code, params }) => [code, params["mirror"] ?? null])).toEqual([
      ["measured", null],
      ["chosen", "a"],
      ["chosen", "b"],
      ["later-in-order", "d"],
      ["thin", "c"],
    ]);
    expect(decision.mirrors.map(({ slug }) => slug)).toEqual(["a", "b", "d", "c"]);
  });
});

describe("the documented default", () => {
  const thin: MirrorWords[] = [
    { slug: "goproxy-cn", n: 12 },
    { slug: "aliyun", n: 12 },
  ];

  test.each<{ name: string; decision: Decision; why: string; change: string }>([
    { name: "on thin data", decision: decideOf(thin), why: "default-thin", change: "enough-data" },
    {
      name: "without mirrors",
      decision: decideOf([]),
      why: "default-no-mirrors",
      change: "mirrors-added",
    },
    {
      name: "when all that is known is unfit",
      decision: decideOf([{ slug: "a", state: "DOWN" }]),
      why: "default-none-fit",
      change: "recovers",
    },
    {
      name: "offline, when nothing was measured before",
      decision: decide(
        situationOf([{ slug: "a" }], { observer: { online: false, canTell: true } }),
        DEFAULT_CHOICES,
        null,
      ),
      why: "default-offline",
      change: "comes-online",
    },
    {
      name: "with probing off",
      decision: decide(situationOf([{ slug: "a" }], { probing: false }), DEFAULT_CHOICES, null),
      why: "default-probing-off",
      change: "probing-on",
    },
  ])("$name", ({ decision, why, change }) => {
    expect(goproxyOf(decision)).toBe("https://goproxy.cn,direct");
    expect(decision).toMatchObject({ basis: "default", confidence: "none", gosumdb: "sum.golang.org" });
    expect(decision.reasons[0]?.code).toBe(why);
    expect(decision.changes.map(({ code }) => code)).toEqual([change]);
  });

  test("does not name a mirror that is known to be down", () => {
    const decision = decideOf([
      { slug: "goproxy-cn", state: "DOWN" },
      { slug: "aliyun", n: 3 },
    ]);
    expect(goproxyOf(decision)).toBe("https://goproxy.io,direct");
  });
});

describe("while nothing new can be learnt", () => {
  const before = decideOf([{ slug: "a" }, { slug: "b", infoMs: 300 }, { slug: "c", infoMs: 900 }]);
  const offline = { observer: { online: false, canTell: true } };

  test.each([
    { code: "held-offline", over: offline },
    { code: "held-probing-off", over: { probing: false } },
  ])("the last measured choice is held with low confidence: $code", ({ code, over }) => {
    const silent = situationOf(
      ["a", "b", "c"].map((slug) => ({ slug, state: "UNKNOWN" })),
      over,
    );
    const decision = decide(silent, DEFAULT_CHOICES, before);
    expect(slugsOf(decision)).toEqual(["a", "b"]);
    expect(decision).toMatchObject({ basis: "held", confidence: "low", reasons: [{ code }, {}, {}, {}] });
  });

  test("a held choice outlives the hold, and is dropped with its data", () => {
    const held = decide(situationOf([{ slug: "b" }], offline), DEFAULT_CHOICES, before);
    expect(slugsOf(held)).toEqual(["b"]);
    const gone = decide(situationOf([{ slug: "b", n: 4 }], offline), DEFAULT_CHOICES, held);
    expect(gone.basis).toBe("default");
  });
});

describe("what is in the chain", () => {
  const before = decideOf([{ slug: "b" }, { slug: "c" }]);

  test.each<{ name: string; mirrors: MirrorWords[]; chain: string[] }>([
    {
      name: "keeps its place before an equal that the order prefers",
      mirrors: [{ slug: "a" }, { slug: "b" }, { slug: "c" }],
      chain: ["b", "c"],
    },
    {
      name: "keeps it before a gain of just a band",
      mirrors: [
        { slug: "a", ratio: 0.9999 },
        { slug: "b", ratio: 0.9989 },
        { slug: "c", ratio: 0.9989 },
      ],
      chain: ["b", "c"],
    },
    {
      name: "loses it to a gain of more than a band",
      mirrors: [
        { slug: "a", ratio: 1 },
        { slug: "b", ratio: 0.9989 },
        { slug: "c", ratio: 0.9989 },
      ],
      chain: ["a", "b"],
    },
    {
      name: "loses it to one that is faster by more than a band",
      mirrors: [{ slug: "a", infoMs: 160 }, { slug: "b" }, { slug: "c" }],
      chain: ["a", "b"],
    },
    {
      name: "keeps it before a faster one that is less available",
      mirrors: [{ slug: "a", infoMs: 20, ratio: 0.9989 }, { slug: "b" }, { slug: "c" }],
      chain: ["b", "c"],
    },
    {
      name: "loses it at once when it is down",
      mirrors: [{ slug: "a", ratio: 0.9 }, { slug: "b", state: "DOWN" }, { slug: "c" }],
      chain: ["c", "a"],
    },
    {
      name: "loses it at once when it is untrusted",
      mirrors: [{ slug: "a", ratio: 0.9 }, { slug: "b" }, { slug: "c", state: "UNTRUSTED" }],
      chain: ["b", "a"],
    },
  ])("$name", ({ mirrors, chain }) => {
    expect(slugsOf(decideOf(mirrors, before))).toEqual(chain);
  });

  test("does not turn over while two mirrors hover about the edge of a band", () => {
    let decision = decideOf([
      { slug: "a", infoMs: 100 },
      { slug: "b", infoMs: 200, ratio: 1 },
    ]);
    const firsts: (string | undefined)[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      const ratio = 0.999 + (turn % 2 === 0 ? 0.0001 : -0.0001);
      decision = decideOf(
        [
          { slug: "a", infoMs: 100, ratio },
          { slug: "b", infoMs: 200, ratio: 1 },
        ],
        decision,
      );
      firsts.push(slugsOf(decision)[0]);
    }
    const turns = firsts.filter((slug, index) => index > 0 && slug !== firsts[index - 1]);
    expect(turns.length).toBeLessThanOrEqual(1);
  });
});

describe("confidence", () => {
  test.each<{ want: string; words: Omit<MirrorWords, "slug">; canTell?: boolean }>([
    { want: "high", words: {} },
    { want: "medium", words: { n: 999 } },
    { want: "medium", words: { state: "DEGRADED" } },
    { want: "medium", words: {}, canTell: false },
    { want: "low", words: { n: 199 } },
    { want: "low", words: { state: "UNKNOWN" } },
  ])("is $want for a weakest mirror of $words", ({ want, words, canTell = true }) => {
    const situation = situationOf([{ slug: "a" }, { slug: "b", ...words }], {
      observer: { online: true, canTell },
    });
    expect(decide(situation, DEFAULT_CHOICES, null).confidence).toBe(want);
  });
});

describe("what would change it", () => {
  test("names the next mirror and the figures at which it takes over", () => {
    const { changes } = decideOf([{ slug: "a" }, { slug: "b", infoMs: 300 }, { slug: "c", infoMs: 500 }]);
    expect(changes).toEqual([
      { code: "goes-down", params: { mirror: "a", next: "b" } },
      { code: "drops", params: { mirror: "b", next: "c", ratio: expect.closeTo(0.9985) } },
      { code: "slows", params: { mirror: "b", next: "c", p95Ms: 600 } },
    ]);
  });

  test("has nobody to name where there is one mirror", () => {
    expect(decideOf([{ slug: "a" }]).changes).toEqual([
      { code: "goes-down", params: { mirror: "a", next: null } },
    ]);
  });
});

describe("whatever the mirrors are", () => {
  const STATES: State[] = ["UNKNOWN", "HEALTHY", "SUSPECT", "DEGRADED", "DOWN", "UNTRUSTED", "MAINTENANCE"];
  const URLS = [
    "https://x.example/",
    "https://x.example/go/",
    "http://10.0.0.1:8081/p/",
    "https://u:p@x.example/",
  ];

  test.each(Array.from({ length: 300 }, (_, seed) => seed))("seed %i", (seed) => {
    const random = mulberry32(seed);
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const mirrors = Array.from({ length: Math.floor(random() * 9) }, (_, index) =>
      mirrorOf({
        slug: `m${index}`,
        url: (pick(URLS) ?? "").replace("x.example", `x${index}.example`),
        state: pick(STATES) ?? "UNKNOWN",
        n: Math.floor(random() * 3_000),
        ratio: 1 - random() / 200,
        infoMs: random() < 0.1 ? null : random() * 400,
        zipMs: random() < 0.1 ? null : random() * 900,
        own: random() < 0.2,
      }),
    );
    const over = { probing: random() > 0.1, observer: { online: random() > 0.1, canTell: true } };
    const situation = { ...situationOf([], over), mirrors };
    const first = decide(situation, DEFAULT_CHOICES, null);
    const shuffled = mirrors.toSorted(() => random() - 0.5);
    expect(decide({ ...situation, mirrors: shuffled }, DEFAULT_CHOICES, null)).toEqual(first);
    expect(slugsOf(decide(situation, DEFAULT_CHOICES, first))).toEqual(slugsOf(first));
    expect(decisionSchema.parse(JSON.parse(JSON.stringify(first)))).toEqual(first);
    checkList(goproxyOf(first) ?? "");
    expect(toEnvironment(first)[1]).toEqual({ name: "GOSUMDB", value: "sum.golang.org" });
  });
});

/** As `go` splits it: one to two URLs without a secret, then direct. */
function checkList(goproxy: string): void {
  const entries = goproxy.split(",");
  expect(entries.pop()).toBe("direct");
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) {
    const url = new URL(entry);
    expect(entry).toBe(url.pathname === "/" ? url.origin : url.origin + url.pathname);
    expect([url.username, url.password, url.search, url.hash]).toEqual(["", "", "", ""]);
  }
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
