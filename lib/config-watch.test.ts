import { mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ConfigReading, readConfig } from "./config";
import { type ConfigWatch, watchConfig } from "./config-watch";

let folder: string;
let file: string;
let seen: ConfigReading[];
let watch: ConfigWatch;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-watch-"));
  file = join(folder, "gomirrors.yaml");
  writeFileSync(file, "version: 1\n");
  seen = [];
  watch = watchConfig(file, {}, readConfig(file, {}), (result) => seen.push(result));
});

afterEach(() => {
  watch.close();
  rmSync(folder, { recursive: true });
});

async function seenTimes(count: number): Promise<void> {
  await vi.waitFor(() => expect(seen).toHaveLength(count), { timeout: 10_000 });
}

test("a changed file is read once it is quiet, however often it was written", async () => {
  for (const slug of ["a", "b", "c"]) writeFileSync(file, `version: 1\nvantage: { slug: ${slug} }\n`);
  await seenTimes(1);
  expect(seen[0]?.config?.vantage.slug).toBe("c");
});

test("a bad file comes with findings and no configuration, and a good one after it with one", async () => {
  writeFileSync(file, "version: 1\nmirors: []\n");
  await seenTimes(1);
  expect(seen[0]).toMatchObject({ config: null, findings: [{ code: "unknown-key" }] });
  writeFileSync(file, "version: 1\nvantage: { slug: back }\n");
  await seenTimes(2);
  expect(seen[1]?.config?.vantage.slug).toBe("back");
});

test("a file that is replaced, as editors do, counts as changed", async () => {
  writeFileSync(`${file}.new`, "version: 1\nvantage: { slug: new }\n");
  renameSync(`${file}.new`, file);
  await seenTimes(1);
  expect(seen[0]?.config?.vantage.slug).toBe("new");
});

test("a file that is taken away is a finding", async () => {
  unlinkSync(file);
  await seenTimes(1);
  expect(seen[0]).toMatchObject({ config: null, findings: [{ code: "file-missing" }] });
});

test("what changes nothing is not told: the next change is the first", async () => {
  writeFileSync(file, "version: 1 # a comment\n");
  await new Promise((resolve) => setTimeout(resolve, 400));
  writeFileSync(file, "version: 1\nvantage: { slug: b }\n");
  await seenTimes(1);
  expect(seen[0]?.config?.vantage.slug).toBe("b");
});
