import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashGoMod, hashZip } from "@/lib/goproxy/dirhash";
import {
  infoPath,
  latestPath,
  listPath,
  modPath,
  percentBang,
  sumdbLatestPath,
  sumdbLookupPath,
  sumdbTilePath,
  zipPath,
} from "@/lib/goproxy/endpoint";
import { parseInfo } from "@/lib/goproxy/info";
import { readZipDirectory } from "@/lib/goproxy/zip-directory";
import { openHead } from "@/lib/sumdb/head";
import { parseVerifierKey } from "@/lib/sumdb/note";
import { parseLookup, recordLines } from "@/lib/sumdb/record";
import { formatTilePath, topTile, treeTiles } from "@/lib/sumdb/tile";
import { checkInclusion, inclusionProof, recordHash } from "@/lib/sumdb/tlog";
import { BUILTIN_TARGETS } from "./catalogue";
import { type Lab, startLab } from "./lab";

let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(async () => {
  await lab.close();
});

async function get(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(lab.url + path, { redirect: "manual", ...init });
}

async function bytes(path: string): Promise<Uint8Array> {
  const response = await get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return new Uint8Array(await response.arrayBuffer());
}

async function text(path: string): Promise<string> {
  return Buffer.from(await bytes(path)).toString();
}

async function readHead(): Promise<{ size: number; root: string }> {
  return openHead(await text(sumdbLatestPath(lab.sumdbName)), parseVerifierKey(lab.verifierKey));
}

test("every module version has its info, go.mod and zip, and the database holds their hashes", async () => {
  for (const { module, version } of lab.modules) {
    const zip = await bytes(zipPath(module, version));
    const lookup = parseLookup(await text(sumdbLookupPath(lab.sumdbName, module, version)));
    expect(parseInfo(await text(infoPath(module, version))).version).toBe(version);
    expect(recordLines(lookup.text, module, version)).toEqual({
      zip: hashZip(zip),
      mod: hashGoMod(await bytes(modPath(module, version))),
    });
    expect(
      readZipDirectory(zip, zip.length).every(({ name }) => name.startsWith(`${module}@${version}/`)),
    ).toBe(true);
  }
});

test("the head is signed, and its tiles rebuild its root", async () => {
  const head = await readHead();
  const leaves: Uint8Array[] = [];
  for (const tile of treeTiles(head.size).filter(({ level }) => level === 0)) {
    const hashes = await bytes(sumdbTilePath(lab.sumdbName, formatTilePath(tile)));
    for (let i = 0; i < tile.width; i++) leaves.push(hashes.subarray(i * 32, (i + 1) * 32));
  }
  expect(leaves).toHaveLength(head.size);
  const lookup = parseLookup(await text(sumdbLookupPath(lab.sumdbName, "lab.test/plain", "v1.0.0")));
  const proof = inclusionProof(lookup.id, head.size, (level, n) => subtree(leaves, level, n));
  const tree = { size: head.size, root: Buffer.from(head.root, "base64") };
  checkInclusion(proof, tree, { index: lookup.id, hash: recordHash(lookup.text) });
});

function subtree(leaves: readonly Uint8Array[], level: number, n: number): Uint8Array {
  if (level === 0) return leaves[n] ?? new Uint8Array();
  const children = [2 * n, 2 * n + 1].map((child) => subtree(leaves, level - 1, child));
  return createHash("sha256")
    .update(Buffer.concat([Buffer.of(1), ...children]))
    .digest();
}

test("tiles: the top one, any narrower one, the full and the data tiles are there, wider ones are not", async () => {
  const { size } = await readHead();
  const top = topTile(size);
  expect((await bytes(sumdbTilePath(lab.sumdbName, formatTilePath(top)))).length).toBe(32 * top.width);
  expect(await bytes(sumdbTilePath(lab.sumdbName, "tile/8/0/000"))).toHaveLength(32 * 256);
  expect(await bytes(sumdbTilePath(lab.sumdbName, "tile/8/0/000.p/7"))).toHaveLength(32 * 7);
  expect(await text(sumdbTilePath(lab.sumdbName, "tile/8/data/002.p/1"))).toMatch(
    /^filler\.lab\.test\/512 .*\n.*\n\n$/,
  );
  for (const path of [
    "tile/8/0/003",
    `tile/8/1/000.p/${top.width + 1}`,
    "tile/4/0/000",
    "tile/8/0/0",
    "tile/8/9/000",
  ]) {
    expect((await get(sumdbTilePath(lab.sumdbName, path))).status).toBe(404);
  }
});

test("a list names the tags in Go's order and no pseudo-version; @latest is the newest release", async () => {
  expect(await text(listPath("lab.test/plain"))).toBe("v1.0.0\nv1.1.0\nv1.2.0-rc.1\nv1.2.0");
  expect(await text(listPath("lab.test/pseudo"))).toBe("");
  expect(parseInfo(await text(latestPath("lab.test/pseudo"))).version).toBe(
    "v0.0.0-20240102030405-0123456789ab",
  );
  expect(parseInfo(await text(latestPath("lab.test/plain"))).version).toBe("v1.2.0");
});

test("both spellings of capitals are understood, the plain one is refused", async () => {
  const path = infoPath("lab.test/UpperCase", "v1.0.0");
  expect([(await get(path)).status, (await get(percentBang(path))).status]).toEqual([200, 200]);
  expect((await get("lab.test/UpperCase/@v/v1.0.0.info")).status).toBe(404);
});

test.each([
  ["lab.test/plain/@v/list", "public, max-age=60", "text/plain; charset=utf-8"],
  ["lab.test/plain/@latest", "public, max-age=60", "application/json; charset=utf-8"],
  ["lab.test/plain/@v/v1.0.0.info", "public, max-age=604800", "application/json; charset=utf-8"],
  ["lab.test/plain/@v/v1.0.0.mod", "public, max-age=604800", "text/plain; charset=utf-8"],
  ["lab.test/plain/@v/v1.0.0.zip", "public, max-age=604800", "application/zip"],
  ["sumdb/sum.lab.test/supported", "public, max-age=86400", null],
  ["sumdb/sum.lab.test/latest", "public, max-age=3600", "text/plain; charset=utf-8"],
  ["sumdb/sum.lab.test/tile/8/0/000", "public, max-age=86400", "application/octet-stream"],
])("%s is sent as the goproxy engine sends it", async (path, cacheControl, contentType) => {
  const { status, headers } = await get(path);
  expect([status, headers.get("cache-control"), headers.get("content-type")]).toEqual([
    200,
    cacheControl,
    contentType,
  ]);
});

test.each([
  ["lab.test/plain/@v/v1.99.99.info", 600, "unknown version lab.test/plain@v1.99.99"],
  ["lab.test/absent/@v/list", 60, "unknown module lab.test/absent"],
  ["lab.test/plain/inner/@v/list", 60, "unknown module lab.test/plain/inner"],
  ["lab.test/@v/list", 60, "unknown module lab.test"],
  ["lab.test/absent/@latest", 60, "unknown module lab.test/absent"],
  ["lab.test/plain/@v/main.info", 60, "unknown revision lab.test/plain@main"],
  ["lab.test/plain/@v/main.zip", 86_400, 'unrecognized version "main"'],
  ["golang.org/toolchain/@v/v0.0.1-go1.26.linux-amd64.zip", 600, "unknown version"],
  ["fmt/@v/list", 86_400, 'invalid escaped module path "fmt"'],
  ["lab.test/plain/@v/v1.0.0.gz", 86_400, 'unexpected extension ".gz"'],
  ["lab.test/plain/@v/v1.0.0", 86_400, "unexpected extension"],
  ["lab.test/plain", 86_400, "missing /@v/"],
  ["", 86_400, "missing /@v/"],
  ["sumdb/sum.golang.org/supported", 86_400, "unknown checksum database"],
  ["sumdb/sum.lab.test/lookup/lab.test/absent@v1.0.0", 60, "no lookup/lab.test/absent@v1.0.0 here"],
])("%s is not found, to be kept %i s", async (path, maxAge, why) => {
  const response = await get(path);
  expect([response.status, response.headers.get("cache-control")]).toEqual([
    404,
    `public, max-age=${maxAge}`,
  ]);
  const body = await response.text();
  expect(body.startsWith(`not found: ${why}`)).toBe(true);
});

test("HEAD tells the length, Range the part, and other methods are refused", async () => {
  const path = zipPath("lab.test/plain", "v1.0.0");
  const zip = await bytes(path);
  const head = await get(path, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, `${zip.length}`]);
  const part = await get(path, { headers: { range: "bytes=-22" } });
  expect(part.status).toBe(206);
  expect(part.headers.get("content-range")).toBe(`bytes ${zip.length - 22}-${zip.length - 1}/${zip.length}`);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(zip.subarray(-22));
  expect((await get(path, { headers: { range: `bytes=${zip.length}-` } })).status).toBe(416);
  expect((await get(path, { method: "POST" })).status).toBe(405);
});

test("what is asked is kept in order, with its connection and headers", async () => {
  const before = lab.requests().length;
  await text("lab.test/plain/@latest");
  await text("lab.test/plain/@v/list?x=1");
  const requests = lab.requests().slice(before);
  expect(requests.map(({ method, url, tls }) => [method, url, tls])).toEqual([
    ["GET", "/lab.test/plain/@latest", false],
    ["GET", "/lab.test/plain/@v/list?x=1", false],
  ]);
  expect(requests[0]?.headers["user-agent"]).toBeDefined();
  const answer: unknown = await (await get("-/requests")).json();
  expect(answer).toHaveLength(before + 2);
});

test("the keys of two labs differ, their modules do not", async () => {
  const other = await startLab();
  try {
    expect(other.verifierKey).not.toBe(lab.verifierKey);
    const path = zipPath("lab.test/plain", "v1.2.0");
    expect(new Uint8Array(await (await fetch(other.url + path)).arrayBuffer())).toEqual(await bytes(path));
  } finally {
    await other.close();
  }
});

test("stand-ins are served like modules of its own", async () => {
  const other = await startLab({ standIns: BUILTIN_TARGETS });
  try {
    for (const { module, version } of BUILTIN_TARGETS) {
      expect((await fetch(other.url + zipPath(module, version), { method: "HEAD" })).status).toBe(200);
    }
    const list = await (await fetch(other.url + listPath("github.com/google/uuid"))).text();
    expect(list).toBe("v1.1.1\nv1.6.0");
  } finally {
    await other.close();
  }
});

test("a port in use is one sentence with the way out", async () => {
  const port = Number(new URL(lab.url).port);
  await expect(startLab({ port })).rejects.toThrow(
    `port ${port} cannot be opened: something listens there already; choose another with --port, or 0 for any free one`,
  );
});

test("a closed lab refuses connections", async () => {
  const other = await startLab();
  await other.close();
  await expect(fetch(other.url)).rejects.toThrow();
});
