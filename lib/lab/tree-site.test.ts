import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Lab, startLab } from "./lab";

let folder: string;
let lab: Lab;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lab-tree-"));
  const tree = join(folder, "download");
  mkdirSync(join(tree, "example.com/!a/@v"), { recursive: true });
  mkdirSync(join(tree, "sumdb/sum.golang.org/tile/8/0"), { recursive: true });
  writeFileSync(join(folder, "secret"), "secret");
  writeFileSync(join(tree, ".hidden"), "secret");
  writeFileSync(join(tree, "example.com/!a/@v/list"), "v1.0.0\nv1.1.0\n");
  writeFileSync(
    join(tree, "example.com/!a/@v/v1.0.0.info"),
    '{"Version":"v1.0.0","Time":"2024-01-02T03:04:05Z"}',
  );
  writeFileSync(join(tree, "example.com/!a/@v/v1.0.0.zip"), "0123456789");
  writeFileSync(join(tree, "sumdb/sum.golang.org/supported"), "");
  writeFileSync(join(tree, "sumdb/sum.golang.org/tile/8/0/000"), "tile");
  symlinkSync(join(folder, "secret"), join(tree, "example.com/outside"));
  symlinkSync(join(tree, "example.com/!a/@v/list"), join(tree, "example.com/inside"));
  lab = await startLab({ tree });
});

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

/** Sends the path as it stands: fetch would tidy it up. */
function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(lab.url);
    const sent = request({ hostname, port, path, headers, agent: false }, async (response) => {
      let body = "";
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", body });
    });
    sent.on("error", reject).end();
  });
}

test.each([
  ["/example.com/!a/@v/list", "text/plain; charset=utf-8", "v1.0.0\nv1.1.0\n"],
  [
    "/example.com/%21a/@v/v1.0.0.info",
    "application/json",
    '{"Version":"v1.0.0","Time":"2024-01-02T03:04:05Z"}',
  ],
  ["/example.com/!a/@v/v1.0.0.zip", "application/zip", "0123456789"],
  ["/sumdb/sum.golang.org/supported", "text/plain; charset=utf-8", ""],
  ["/sumdb/sum.golang.org/tile/8/0/000", "application/octet-stream", "tile"],
  ["/example.com/inside", "text/plain; charset=utf-8", "v1.0.0\nv1.1.0\n"],
])("%s is served from the folder", async (path, type, body) => {
  expect(await get(path)).toEqual({ status: 200, type, body });
});

test.each([
  "/",
  "/example.com",
  "/example.com/!a/@v/v1.1.0.zip",
  "/../secret",
  "/example.com/../../secret",
  "/%2e%2e/secret",
  "/..%2fsecret",
  "/example.com/..%5c..%5csecret",
  "/example.com//!a/@v/list",
  "/example.com/outside",
  "/.hidden",
  "/example.com/a%00b",
  "/%E0%A4%A",
  `/${"a".repeat(5000)}`,
  "/example.com/!a/@v/list/x",
])("%s is not found", async (path) => {
  expect((await get(path)).status).toBe(404);
});

test("a part of a zip can be asked for", async () => {
  const part = await get("/example.com/!a/@v/v1.0.0.zip", { range: "bytes=2-4" });
  expect([part.status, part.body]).toEqual([206, "234"]);
});

test("a copy of the public database goes with the public key", () => {
  expect([lab.sumdbName, lab.verifierKey.startsWith("sum.golang.org+033de0ae+")]).toEqual([
    "sum.golang.org",
    true,
  ]);
});

test("faults act on a tree too", async () => {
  lab.setFault("stale-list", true);
  expect((await get("/example.com/!a/@v/list")).body).toBe("v1.0.0\n");
  lab.setFault("stale-list", null);
});

test("a missing folder is one sentence with the way out", async () => {
  await expect(startLab({ tree: join(folder, "nowhere") })).rejects.toThrow("is not a folder; --tree takes");
  await expect(startLab({ tree: join(folder, "secret") })).rejects.toThrow("is not a folder; --tree takes");
});
