import { createHash } from "node:crypto";
import { SCENARIOS } from "./scenarios";
import { type Site, startSite } from "./site";
import { expect, test } from "./test";

const CHAIN = "https://goproxy.cn,https://mirrors.aliyun.com/goproxy/,direct";

let site: Site;

test.beforeAll(async () => {
  site = await startSite(SCENARIOS["all-healthy"](Date.now()));
});
test.afterAll(() => site.close());

for (const { path, body } of [
  { path: "/c/GOPROXY", body: `${CHAIN}\n` },
  { path: "/c/GOSUMDB", body: "sum.golang.org\n" },
  { path: "/c/go-env", body: `go env -w 'GOPROXY=${CHAIN}' 'GOSUMDB=sum.golang.org'\n` },
]) {
  test(`${path} is the text and nothing else, to be kept and asked for again`, async ({ request }) => {
    const answer = await request.get(site.origin + path);
    expect(await answer.text()).toBe(body);
    const headers = answer.headers();
    expect(headers).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400",
      "access-control-allow-origin": "*",
      "x-gomirrors-basis": "measured",
    });
    expect(headers["age"]).toBeUndefined();
    const again = await request.get(site.origin + path, {
      headers: { "if-none-match": headers["etag"] ?? "" },
    });
    expect([again.status(), await again.text()]).toEqual([304, ""]);
    const head = await request.head(site.origin + path);
    expect([head.status(), head.headers()["etag"]]).toEqual([200, headers["etag"]]);
  });
}

test("/c/env.sh is comments and assignments, and its checksum is of these bytes", async ({ request }) => {
  const body = await (await request.get(`${site.origin}/c/env.sh`)).text();
  expect(body.split("\n").filter((line) => !line.startsWith("#"))).toEqual([
    `export GOPROXY='${CHAIN}'`,
    "export GOSUMDB='sum.golang.org'",
    "",
  ]);
  const sum = await (await request.get(`${site.origin}/c/env.sh.sha256`)).text();
  expect(sum).toBe(`${createHash("sha256").update(body).digest("hex")}  env.sh\n`);
});

test("/c lists what there is", async ({ request }) => {
  const lines = (await (await request.get(`${site.origin}/c?lang=en`)).text()).trimEnd().split("\n");
  expect(lines.map((line) => line.split(/\s/)[0])).toEqual([
    "/c/GOPROXY",
    "/c/GOSUMDB",
    "/c/env.sh",
    "/c/go-env",
    "/c/NAME.sha256",
  ]);
});

for (const { path, status, line } of [
  { path: "/c/dockerfile", status: 404, line: 'there is no target "dockerfile": there are GOPROXY,' },
  { path: "/c/%E2%80%AE%0A", status: 404, line: "⟨U+202E⟩⟨U+000A⟩" },
  { path: "/c/GOPROXY?team=payments", status: 400, line: "the parameter team is not in this version" },
  { path: "/c/env.sh?for=go.sum", status: 400, line: "the parameter for is not in this version" },
  { path: "/c/env.sh?sumdb=off", status: 400, line: 'there is no parameter "sumdb"' },
  { path: "/c?lang=fr", status: 400, line: 'lang cannot be "fr": write zh or en' },
]) {
  test(`${path} is refused in one line`, async ({ request }) => {
    const answer = await request.get(site.origin + path);
    expect(answer.status()).toBe(status);
    expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
    const text = await answer.text();
    expect(text).toContain(line);
    expect(text.match(/\n/g)).toHaveLength(1);
  });
}

test("nothing but reading is possible", async ({ request }) => {
  const answer = await request.post(`${site.origin}/c/GOPROXY`);
  expect([answer.status(), answer.headers()["allow"]]).toEqual([405, "GET, HEAD, OPTIONS"]);
});
