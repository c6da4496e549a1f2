import { describe, expect, test } from "vitest";
import { formatInfo } from "@/lib/goproxy/info";
import { type AnswerFixture, answered } from "./answer-fixture";
import { DAY_MS } from "./cadence";
import { DAILIES, DAILY_VARIANTS, isDaily, planDailies, variantOf } from "./daily";
import { formatExchangeId, parseExchangeId } from "./exchange-id";
import { judge } from "./judge";
import { KINDS, type ProbeContext } from "./kind";
import { KIND_MAP } from "./kinds";
import { planSlots } from "./plan";

const CONTEXT: ProbeContext = {
  sample: { module: "a.test/Upper/mod", version: "v1.2.0", listed: [], zipBytes: null },
  toolchain: { module: "golang.org/toolchain", version: "v0.0.1-go1.26.0.linux-amd64" },
  nonce: "k7",
  sumdb: { name: "sum.test", key: "" },
  learned: { head: null, supported: null },
};
const HTTPS = { slug: "corp", url: "https://corp.test/" };
const H2 = { kind: "info", variant: "h2" } as const;
const DAY = Date.UTC(2026, 10, 24);

describe("what is asked once a day", () => {
  test("has one slot in each day, of each mirror and vantage at a moment of its own", () => {
    const lanes = planDailies("here", HTTPS);
    expect(lanes.map(({ series }) => series)).toEqual([
      { mirror: "corp", kind: "info", variant: "h2", connection: "fresh", family: 0 },
    ]);
    for (let day = 0; day < 30; day += 1) {
      const from = DAY + day * DAY_MS;
      expect(planSlots(lanes, from - 1, from + DAY_MS - 1)).toHaveLength(1);
    }
    const offsets = ["a", "b", "c"].flatMap((slug) =>
      ["here", "there"].flatMap((place) =>
        planDailies(place, { ...HTTPS, slug }).map(({ grid }) => grid.offsetMs),
      ),
    );
    expect(new Set(offsets).size).toBe(6);
  });

  test("is no variant of the rotation, and its name is that of none", () => {
    const names = KINDS.flatMap((kind) => KIND_MAP[kind].variants.map(({ name }) => name));
    expect(DAILY_VARIANTS.filter((name) => names.includes(name))).toEqual([]);
    expect(new Set(DAILY_VARIANTS).size).toBe(DAILIES.length);
    expect(
      KINDS.some((kind) => KIND_MAP[kind].variants.some(({ name: variant }) => isDaily({ kind, variant }))),
    ).toBe(false);
  });

  test("is found by its series as the others are, and a series that nothing asks is an error", () => {
    expect(isDaily(H2)).toBe(true);
    expect(variantOf(H2).name).toBe("h2");
    expect(variantOf({ kind: "zip", variant: "head" }).name).toBe("head");
    expect(() => variantOf({ kind: "zip", variant: "h2" })).toThrow("the kind zip has no variant h2");
  });

  test("has an id that addresses can have", () => {
    const [lane] = planDailies("here", HTTPS);
    if (lane === undefined) throw new Error("no lane");
    const key = { series: lane.series, epoch: 1, slot: DAY, attempt: 0 };
    expect(parseExchangeId("corp", formatExchangeId(key))).toEqual(key);
  });
});

describe("HTTP/2", () => {
  test("is not asked of plain http, which has no handshake to agree in", () => {
    expect(planDailies("here", { slug: "corp", url: "http://corp.test/" })).toEqual([]);
  });

  test("asks what .info asks", () => {
    const usual = KIND_MAP.info.variants[0]?.request(CONTEXT);
    expect(variantOf(H2).request(CONTEXT)).toEqual({ ...usual, protocol: "h2" });
  });

  const fault = (outcome: "tls-protocol" | "reset", phase: "tls" | "ttfb"): AnswerFixture => ({
    status: null,
    failure: { outcome, phase, detail: "", wouldHang: false },
  });
  test.each<[string, AnswerFixture]>([
    ["ok transfer", { body: formatInfo({ version: "v1.2.0", time: "2024-01-02T03:04:05Z" }) }],
    [
      "wrong-version transfer version-differs",
      { body: formatInfo({ version: "v1.3.0", time: "2024-01-02T03:04:05Z" }) },
    ],
    ["tls-protocol tls http2-not-agreed", fault("tls-protocol", "tls")],
    ["reset ttfb", fault("reset", "ttfb")],
    ["server-error ttfb", { status: 502 }],
  ])("is judged as .info, and told apart where the handshake ended: %s", (want, answer) => {
    const { outcome, phase, reason } = judge(variantOf(H2), CONTEXT, answered(answer));
    expect([outcome, phase, reason].filter((word) => word !== null).join(" ")).toBe(want);
  });
});
