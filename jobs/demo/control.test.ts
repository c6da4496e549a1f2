import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CONTROL_FILE, controlSchema, openControl } from "./control";
import { switchMirror } from "./switch";

let folder = "";
let turned: string[] = [];
let close = async () => {};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-control-"));
  turned = [];
  close = await openControl(folder, (slug, on) => {
    if (slug === "nobody") throw new RangeError("no such mirror");
    turned.push(`${slug} ${on}`);
  });
});

afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

function readControl() {
  return controlSchema.parse(JSON.parse(readFileSync(join(folder, CONTROL_FILE), "utf8")));
}

async function post(token: string, body: string): Promise<Response> {
  return fetch(readControl().url, { method: "POST", headers: { authorization: `Bearer ${token}` }, body });
}

test("a mirror is switched off and on through the folder's file", async () => {
  await switchMirror(folder, "slow", false);
  await switchMirror(folder, "slow", true);
  expect(turned).toEqual(["slow false", "slow true"]);
});

test("the file is its user's alone, names loopback, and is gone when the demo has ended", async () => {
  const file = join(folder, CONTROL_FILE);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(new URL(readControl().url).hostname).toBe("127.0.0.1");
  await close();
  close = async () => {};
  expect(() => statSync(file)).toThrow("ENOENT");
});

test("an unknown slug is refused with those that there are, before anything is sent", async () => {
  await expect(switchMirror(folder, "nobody", false)).rejects.toThrow(
    "there are healthy, slow, flaky, stale-list, lying-zip",
  );
});

test("where no demo runs, that is said with the way to start one", async () => {
  const empty = mkdtempSync(join(tmpdir(), "gomirrors-control-"));
  await expect(switchMirror(empty, "slow", false)).rejects.toThrow(/no demo runs on .*npm run demo/);
  rmSync(empty, { recursive: true });
});

test("a file that a killed demo left behind is no running demo", async () => {
  const text = readFileSync(join(folder, CONTROL_FILE), "utf8");
  await close();
  close = async () => {};
  writeFileSync(join(folder, CONTROL_FILE), text);
  await expect(switchMirror(folder, "slow", false)).rejects.toThrow("no demo runs on");
});

const refusals = [
  { name: "another token", token: () => "x", body: '{"slug":"slow","on":true}', status: 403 },
  { name: "no JSON", token: () => readControl().token, body: "slow", status: 400 },
  {
    name: "a key too many",
    token: () => readControl().token,
    body: '{"slug":"slow","on":true,"x":1}',
    status: 400,
  },
  {
    name: "a slug that is none",
    token: () => readControl().token,
    body: '{"slug":"nobody","on":true}',
    status: 404,
  },
];
for (const { name, token, body, status } of refusals) {
  test(`${name} is answered with ${status} and switches nothing`, async () => {
    expect((await post(token(), body)).status).toBe(status);
    expect(turned).toEqual([]);
  });
}
