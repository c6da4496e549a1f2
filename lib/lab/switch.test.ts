import { expect, test } from "vitest";
import { ANSWER_FAULTS } from "./answer-fault";
import { FAULT_NAMES } from "./fault";
import { LIST_TEXT, PATH, withTestLab } from "./test-lab";

const { lab, ask, askTls, turnOn, shown } = withTestLab();

test("without a fault both ports answer in full, and the certificate is good", async () => {
  for (const answer of [await ask(PATH.list), await askTls(PATH.list)]) {
    expect([answer.status, answer.body.toString(), answer.end]).toEqual([200, LIST_TEXT, "closed"]);
  }
});

test("stall-accept: the connection is made, then there is silence on both ports", async () => {
  turnOn("stall-accept");
  expect(await ask(PATH.list, { limitMs: 200 })).toMatchObject({ status: null, end: "silent" });
  expect(await askTls(PATH.list, { limitMs: 200 })).toMatchObject({ handshakeMs: null, end: "silent" });
});

test("stall-accept leaves the lab's own door open, so that it can be switched back", async () => {
  turnOn("stall-accept");
  const body = JSON.stringify({ "stall-accept": null });
  const answer = await fetch(`${lab().url}-/faults`, { method: "POST", body });
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  expect((await ask(PATH.list)).status).toBe(200);
});

test("stall-tls: the handshake is not answered, plain HTTP is", async () => {
  turnOn("stall-tls");
  expect(await askTls(PATH.list, { limitMs: 200 })).toMatchObject({ handshakeMs: null, end: "silent" });
  expect((await ask(PATH.list)).status).toBe(200);
});

test("slow-tls: the handshake is late", async () => {
  turnOn("slow-tls", 150);
  const { handshakeMs, status } = await askTls(PATH.list);
  expect(status).toBe(200);
  expect(handshakeMs).toBeGreaterThan(140);
});

test.each([
  ["cert-expired", "CERT_HAS_EXPIRED"],
  ["cert-wrong-name", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["cert-untrusted", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
] as const)("%s: the handshake fails with %s", async (name, code) => {
  turnOn(name);
  expect(await askTls(PATH.list)).toMatchObject({ status: null, end: code });
  expect((await ask(PATH.list)).status).toBe(200);
});

test("slow-headers: nothing comes before the time, then everything", async () => {
  turnOn("slow-headers", 150);
  const answer = await ask(PATH.list);
  expect(answer.firstByteMs).toBeGreaterThan(140);
  expect(answer.body.toString()).toBe(LIST_TEXT);
});

test("slow-body: the head comes at once, the body after the time", async () => {
  turnOn("slow-body", 400);
  const early = await ask(PATH.list, { limitMs: 200 });
  expect([early.status, early.body.length, early.end]).toEqual([200, 0, "silent"]);
  expect((await ask(PATH.list)).body.toString()).toBe(LIST_TEXT);
});

test("drip: the body comes byte by byte and whole", async () => {
  turnOn("drip", 5);
  const early = await ask(PATH.list, { limitMs: 60 });
  expect(early.body.length).toBeGreaterThan(0);
  expect(early.body.length).toBeLessThan(LIST_TEXT.length);
  expect((await ask(PATH.list)).body.toString()).toBe(LIST_TEXT);
});

test("stall-headers: the request is taken and never answered", async () => {
  turnOn("stall-headers");
  const before = lab().requests().length;
  expect(await ask(PATH.list, { limitMs: 200 })).toMatchObject({ status: null, end: "silent" });
  expect(lab().requests().length).toBe(before + 1);
});

test.each([
  ["stall-body", "silent"],
  ["truncate", "closed"],
  ["reset", "ECONNRESET"],
] as const)("%s: so many bytes of a longer body, then %s", async (name, end) => {
  turnOn(name, 7);
  for (const answer of [await ask(PATH.list, { limitMs: 300 }), await askTls(PATH.list, { limitMs: 300 })]) {
    expect([answer.status, answer.body.toString(), answer.end]).toEqual([200, "v1.0.0\n", end]);
    expect(answer.head).toContain(`content-length: ${LIST_TEXT.length}`);
  }
});

test.each(["stall-body", "truncate", "reset"] as const)("%s cuts an empty body too", async (name) => {
  turnOn(name, 0);
  const answer = await ask(PATH.supported, { limitMs: 200 });
  expect([answer.status, answer.body.length]).toEqual([200, 0]);
  expect(answer.head).toContain("content-length: 1");
});

test.each(["stall-body", "drip", "endless-body"] as const)(
  "%s leaves an answer to HEAD alone",
  async (name) => {
    turnOn(name);
    expect(await ask(PATH.list, { method: "HEAD" })).toMatchObject({ status: 200, end: "closed" });
  },
);

test("lookup-hang: lookups are never answered, all else is", async () => {
  turnOn("lookup-hang");
  expect(await ask(PATH.lookup, { limitMs: 200 })).toMatchObject({ status: null, end: "silent" });
  expect((await ask(PATH.tile)).status).toBe(200);
});

test("reset-headers: the connection is reset in place of an answer", async () => {
  turnOn("reset-headers");
  expect(await ask(PATH.list)).toMatchObject({ status: null, end: "ECONNRESET" });
  expect(await askTls(PATH.list)).toMatchObject({ status: null, end: "ECONNRESET" });
});

test("wrong-length: the head promises half of the body that comes", async () => {
  turnOn("wrong-length");
  const answer = await ask(PATH.list);
  expect(answer.head).toContain(`content-length: ${Math.floor(LIST_TEXT.length / 2)}`);
  expect(answer.body.toString()).toBe(LIST_TEXT);
});

test("endless-headers: header lines come without end", async () => {
  turnOn("endless-headers");
  const answer = await ask(PATH.list, { enoughBytes: 300_000 });
  expect([answer.status, answer.body.length, answer.end]).toEqual([200, 0, "enough"]);
  expect(answer.head.length).toBeGreaterThanOrEqual(300_000);
});

test("endless-body: the body comes without end or length", async () => {
  turnOn("endless-body");
  const answer = await ask(PATH.list, { enoughBytes: 300_000 });
  expect([answer.status, answer.end]).toEqual([200, "enough"]);
  expect(answer.head).not.toContain("content-length");
});

test("a fault can be limited to paths that contain a text", async () => {
  turnOn("status-500", "/@v/list");
  turnOn("slow-headers", "150@.info");
  const [list, info] = [await ask(PATH.list), await ask(PATH.info)];
  expect([list.status, info.status]).toEqual([500, 200]);
  expect(list.firstByteMs).toBeLessThan(140);
  expect(info.firstByteMs).toBeGreaterThan(140);
});

test("every switch of connection and delivery is shown above", () => {
  const elsewhere = new Set([...ANSWER_FAULTS.keys(), "forked-log", "http-2"]);
  expect(FAULT_NAMES.filter((name) => !elsewhere.has(name) && !shown.has(name))).toEqual([]);
});
