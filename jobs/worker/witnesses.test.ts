import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { parseConfig } from "@/lib/config";
import type { Exchange } from "@/lib/probe/exchange";
import type { Family } from "@/lib/probe/series";
import { createWitnesses, type Witnesses } from "./witnesses";

const YAML = `version: 1
builtin: false
controls: [ { url: "https://c1.example/" }, { url: "https://c2.example/" } ]
mirrors:
  - { slug: a, name: { zh: 甲, en: A }, url: "https://a.example/" }
  - { slug: b, name: { zh: 乙, en: B }, url: "https://b.example/" }
`;

/** How each host answers on demand: an address of the family asked for, or none; a host without a line is mute. */
type World = Readonly<Record<string, { readonly ms: number; readonly over: readonly (4 | 6)[] }>>;

/** Witnesses of the configuration above, and what they had asked. */
function openWitnesses(world: World): { witnesses: Witnesses; asked: string[] } {
  const { config } = parseConfig(YAML, { env: {}, file: "test.yaml", readCa: () => null });
  if (config === null) throw new Error("the test's configuration is wrong");
  const asked: string[] = [];
  const witnesses = createWitnesses(Date.now, async (host, family) => {
    asked.push(`${host} ${family}`);
    const answer = world[host];
    if (answer === undefined) return false;
    await sleep(answer.ms);
    const over = family === 0 ? answer.over[0] : answer.over.find((one) => one === family);
    note(witnesses, host, family, over ?? null);
    return true;
  });
  witnesses.configure(config);
  return { witnesses, asked };
}

function note(witnesses: Witnesses, host: string, asked: Family, over: 4 | 6 | null): void {
  const index = ["c1.example", "c2.example"].indexOf(host);
  const url = `https://${host}/`;
  const seen = exchange(url, over);
  if (index >= 0) witnesses.noteControl({ id: `control:${index}`, host, url }, seen, asked);
  else {
    const family = over ?? (asked === 0 ? null : asked);
    const outcome = over === null ? "unreachable" : "ok";
    witnesses.noteMirror({ host, outcome, family, startedAt: seen.startedAt }, seen);
  }
}

function exchange(url: string, over: 4 | 6 | null): Exchange {
  const phasesUs = { dns: 1_000, tcp: null, tls: null, ttfb: null, transfer: null };
  const address = over === null ? null : { 4: "192.0.2.1", 6: "2001:db8::1" }[over];
  const status = over === null ? null : 200;
  return {
    startedAt: Date.now(),
    request: { method: "GET", url, headers: {} },
    connection: "fresh",
    hops: [{ url, address, phasesUs, status, headers: {} }],
    phasesUs,
    totalUs: 1_000,
    status,
    headers: {},
    bytes: 0,
    body: new Uint8Array(),
    cut: false,
    failure:
      over === null
        ? { outcome: "unreachable", phase: "tcp", detail: "ENETUNREACH", wouldHang: false }
        : null,
    alpn: null,
    tlsVersion: null,
    certificate: null,
    address,
    addresses: [],
    lagUs: 0,
  };
}

const failed = (family: 4 | 6, startedAt = Date.now()) =>
  ({ host: "a.example", outcome: "unreachable", family, startedAt }) as const;
const FAST = { ms: 5, over: [4, 6] } as const;
const SLOW = { ms: 60, over: [4, 6] } as const;
const DEAD = { ms: 5, over: [] } as const;
const NO_IPV6 = { ms: 5, over: [4] } as const;

test("the first answer decides; the slower control is not waited for", async () => {
  const { witnesses } = openWitnesses({ "c1.example": FAST, "c2.example": { ms: 60_000, over: [4] } });
  expect(await witnesses.decide(failed(4))).toEqual({ code: "counts" });
});

test("a control that fails at once leaves the word to the slower one", async () => {
  const { witnesses } = openWitnesses({ "c1.example": DEAD, "c2.example": SLOW });
  expect(await witnesses.decide(failed(4))).toEqual({ code: "counts" });
});

test("when forty mirrors fail at once each control is asked once for all of them", async () => {
  const { witnesses, asked } = openWitnesses({ "c1.example": SLOW, "c2.example": SLOW });
  const decisions = await Promise.all(Array.from({ length: 40 }, () => witnesses.decide(failed(4))));
  expect(new Set(decisions.map(({ code }) => code))).toEqual(new Set(["counts"]));
  expect(asked).toEqual(["c1.example 4", "c2.example 4"]);
});

test("nobody answers over any family: offline, until somebody does", async () => {
  const { witnesses, asked } = openWitnesses({ "c1.example": DEAD, "c2.example": DEAD });
  expect(await witnesses.decide(failed(4))).toEqual({ code: "observer", cause: "offline" });
  expect(asked).toEqual(["c1.example 4", "c2.example 4", "c1.example 6", "c2.example 6"]);
  expect(witnesses.observer()).toMatchObject({ online: false, cause: "offline" });
  note(witnesses, "b.example", 0, 4);
  expect(witnesses.observer()).toMatchObject({ online: true, cause: null });
});

test("over IPv6 nobody answers, over IPv4 the controls do: no IPv6, and we are online", async () => {
  const { witnesses, asked } = openWitnesses({ "c1.example": NO_IPV6, "c2.example": NO_IPV6 });
  expect(await witnesses.decide(failed(6))).toEqual({ code: "observer", cause: "family", family: 6 });
  expect(asked.slice(0, 2)).toEqual(["c1.example 6", "c2.example 6"]);
  expect(witnesses.observer()).toMatchObject({ online: true, lacking: [{ family: 6 }] });
});

test("over IPv6 a control answers: the failure over IPv6 counts", async () => {
  const { witnesses } = openWitnesses({ "c1.example": NO_IPV6, "c2.example": FAST });
  expect(await witnesses.decide(failed(6))).toEqual({ code: "counts" });
  expect(witnesses.observer().lacking).toEqual([]);
});

test("controls that could not be asked leave it open", async () => {
  const { witnesses, asked } = openWitnesses({});
  expect(await witnesses.decide(failed(4))).toEqual({ code: "cannot-tell" });
  expect(asked).toEqual(["c1.example 4", "c2.example 4"]);
});

test("answers from before a link was cut do not count against the first mirror that fails", async () => {
  const { witnesses } = openWitnesses({ "c1.example": DEAD, "c2.example": DEAD });
  note(witnesses, "b.example", 0, 4);
  note(witnesses, "a.example", 0, 4);
  await sleep(20);
  note(witnesses, "a.example", 4, null);
  expect(await witnesses.decide(failed(4))).toEqual({ code: "observer", cause: "offline" });
});

test("a mirror that has failed for a while is not asked about at each failure while others answer", async () => {
  const { witnesses, asked } = openWitnesses({ "c1.example": FAST, "c2.example": FAST });
  note(witnesses, "a.example", 4, null);
  await sleep(20);
  note(witnesses, "b.example", 0, 4);
  for (let again = 0; again < 5; again += 1) {
    note(witnesses, "a.example", 4, null);
    expect(await witnesses.decide(failed(4))).toEqual({ code: "counts" });
  }
  expect(asked).toEqual([]);
});

test("what was begun while we were offline does not count when it fails after we are back", async () => {
  const { witnesses } = openWitnesses({ "c1.example": DEAD, "c2.example": DEAD });
  const startedAt = Date.now();
  expect((await witnesses.decide(failed(4))).code).toBe("observer");
  await sleep(20);
  note(witnesses, "b.example", 0, 4);
  note(witnesses, "a.example", 4, null);
  note(witnesses, "b.example", 0, 4);
  expect(await witnesses.decide(failed(4, startedAt))).toEqual({ code: "observer", cause: "offline" });
  expect(witnesses.observer().online).toBe(true);
  expect(await witnesses.decide(failed(4, Date.now() + 5))).toEqual({ code: "counts" });
});
