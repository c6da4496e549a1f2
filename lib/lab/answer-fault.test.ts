import { createGunzip } from "node:zlib";
import { expect, test } from "vitest";
import { hashZip } from "@/lib/goproxy/dirhash";
import { readZipDirectory } from "@/lib/goproxy/zip-directory";
import { openHead } from "@/lib/sumdb/head";
import { parseVerifierKey } from "@/lib/sumdb/note";
import { parseLookup } from "@/lib/sumdb/record";
import { ANSWER_FAULTS } from "./answer-fault";
import { LIST_TEXT, PATH, withTestLab } from "./test-lab";

const { lab, ask, turnOn, shown } = withTestLab();

test.each([
  ["status-401", 401, "unauthorized"],
  ["status-403", 403, "forbidden"],
  ["status-429", 429, "too many requests"],
  ["status-500", 500, "internal server error"],
  ["bad-upstream", 404, "not found: bad upstream"],
] as const)("%s: everything is %i and not to be kept", async (name, status, body) => {
  turnOn(name);
  for (const path of [PATH.list, PATH.absent, PATH.lookup]) {
    const answer = await ask(path);
    expect([answer.status, answer.body.toString()]).toEqual([status, body]);
    expect(answer.head).toContain("cache-control: must-revalidate, no-cache, no-store");
  }
});

test("status-429 says when to come again", async () => {
  turnOn("status-429", 7);
  expect((await ask(PATH.list)).head).toContain("retry-after: 7");
});

test("bad-upstream leaves `supported` as it is, as the engine does", async () => {
  turnOn("bad-upstream");
  expect((await ask(PATH.supported)).status).toBe(200);
});

test("html-200: a page with status 200 in place of everything", async () => {
  turnOn("html-200");
  const answer = await ask(PATH.zip);
  expect([answer.status, answer.body.toString().slice(0, 15)]).toEqual([200, "<!doctype html>"]);
});

test("gzip-bomb: few megabytes that inflate to more than a hundred, though they were not asked for", async () => {
  turnOn("gzip-bomb");
  const answer = await ask(PATH.list);
  expect(answer.head).toContain("content-encoding: gzip");
  expect(answer.body.length).toBeLessThan(3_000_000);
  const gunzip = createGunzip();
  gunzip.end(answer.body);
  let bytes = 0;
  for await (const chunk of gunzip) {
    bytes += chunk.length;
    if (bytes > 100_000_000) break;
  }
  expect(bytes).toBeGreaterThan(100_000_000);
});

test("redirect-loop: a redirect to the same place; redirect-private: one to a private address", async () => {
  turnOn("redirect-loop");
  expect((await ask(PATH.list)).head).toMatch(new RegExp(`^http/1.1 302 [^]*location: /${PATH.list}\r`));
  lab().setFault("redirect-loop", null);
  turnOn("redirect-private");
  expect((await ask(PATH.list)).head).toContain(`location: http://10.0.0.1/${PATH.list}`);
});

test("first-404: each path is missing when asked first, then there; switching on again forgets", async () => {
  turnOn("first-404");
  const statuses = [
    await ask(PATH.list),
    await ask(PATH.list),
    await ask(PATH.info),
    await ask(PATH.list),
  ].map(({ status }) => status);
  expect(statuses).toEqual([404, 200, 404, 200]);
  turnOn("first-404");
  expect((await ask(PATH.list)).status).toBe(404);
});

test.each([
  ["not-found", 404],
  ["gone", 410],
] as const)("%s: module files are %i, the checksum database is not", async (name, status) => {
  turnOn(name);
  expect((await ask(PATH.list)).status).toBe(status);
  expect((await ask(PATH.zip)).status).toBe(status);
  expect((await ask(PATH.lookup)).status).toBe(200);
});

test("absent-200: a module that does not exist has an empty list", async () => {
  turnOn("absent-200");
  expect(await ask(PATH.absent)).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  expect((await ask(PATH.list)).body.toString()).toBe(LIST_TEXT);
});

test("stale-list: the newest version is missing; empty-list: all are", async () => {
  turnOn("stale-list");
  expect((await ask(PATH.list)).body.toString()).toBe("v1.0.0\nv1.1.0\nv1.2.0-rc.1\n");
  turnOn("empty-list");
  expect(await ask(PATH.list)).toMatchObject({ status: 200, body: Buffer.alloc(0) });
});

test("wrong-version: .info names another version", async () => {
  turnOn("wrong-version");
  expect((await ask(PATH.info)).body.toString()).toContain('"Version":"v99.0.0"');
});

test("wrong-mod: go.mod has a line more", async () => {
  const right = (await ask(PATH.mod)).body.toString();
  turnOn("wrong-mod");
  expect((await ask(PATH.mod)).body.toString()).toBe(`${right}// changed on the way\n`);
});

test("wrong-zip: a zip with the right prefix and another hash", async () => {
  const right = hashZip((await ask(PATH.zip)).body);
  turnOn("wrong-zip");
  const { body } = await ask(PATH.zip);
  expect(readZipDirectory(body, body.length).map(({ name }) => name)).toEqual([
    "lab.test/plain@v1.0.0/other.go",
  ]);
  expect(hashZip(body)).not.toBe(right);
});

test.each([
  ["supported-404", 404],
  ["supported-410", 410],
  ["supported-500", 500],
] as const)("%s: `supported` alone is %i", async (name, status) => {
  turnOn(name);
  expect((await ask(PATH.supported)).status).toBe(status);
  expect((await ask(PATH.lookup)).status).toBe(200);
});

test.each([
  ["lookup-404", 404],
  ["lookup-500", 500],
] as const)("%s: lookups alone are %i", async (name, status) => {
  turnOn(name);
  expect((await ask(PATH.lookup)).status).toBe(status);
  expect((await ask(PATH.supported)).status).toBe(200);
});

test("wrong-tile: one bit of a hash tile differs; missing-tile: there is none", async () => {
  const right = (await ask(PATH.tile)).body;
  turnOn("wrong-tile");
  const wrong = (await ask(PATH.tile)).body;
  expect([wrong.length, wrong[0], wrong.subarray(1).equals(right.subarray(1))]).toEqual([
    right.length,
    (right[0] ?? 0) ^ 1,
    true,
  ]);
  turnOn("missing-tile");
  expect((await ask(PATH.tile)).status).toBe(404);
});

test("forked-log: another root, signed with the same key, over a longer log", async () => {
  const key = parseVerifierKey(lab().verifierKey);
  const honest = parseLookup((await ask(PATH.lookup)).body.toString());
  turnOn("forked-log");
  const forked = parseLookup((await ask(PATH.lookup)).body.toString());
  const [before, after] = [openHead(honest.note, key), openHead(forked.note, key)];
  expect(forked.text).toBe(honest.text);
  expect([after.size - before.size, after.root === before.root]).toEqual([256, false]);
});

test("every switch that changes an answer is shown above", () => {
  expect([...ANSWER_FAULTS.keys()].filter((name) => !shown.has(name))).toEqual([]);
});
