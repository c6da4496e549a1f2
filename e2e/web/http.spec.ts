import { SCENARIOS } from "./scenarios";
import { type Site, startSite } from "./site";
import { expect, test } from "./test";

let site: Site;

test.beforeAll(async () => {
  site = await startSite(SCENARIOS.mixed(Date.now()));
});
test.afterAll(() => site.close());

for (const { path, lang, heading, text } of [
  { path: "/nope", lang: "zh-CN", heading: "没有这个页面", text: "地址 /nope 不存在。" },
  { path: "/en/nope", lang: "en", heading: "No such page", text: "Nothing is at /en/nope." },
  { path: "/mirrors/nope", lang: "zh-CN", heading: "没有叫 nope 的镜像", text: "检查拼写" },
  {
    path: "/en/mirrors/nope",
    lang: "en",
    heading: "There is no mirror called nope",
    text: "Check the spelling",
  },
  { path: "/%3Cb%3E%E2%80%AE", lang: "zh-CN", heading: "没有这个页面", text: "地址 /<b>⟨U+202E⟩ 不存在。" },
  { path: "/fr", lang: "zh-CN", heading: "没有这个页面", text: "回到总览" },
]) {
  test(`${path} is not found, in the right language, without script too`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const answer = await page.goto(site.origin + path);
    expect(answer?.status()).toBe(404);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expect(page.getByRole("main")).toContainText(text);
    await context.close();
  });
}

test("/zh is the bare path", async ({ request }) => {
  for (const [from, to] of [
    ["/zh", "/"],
    ["/zh/x", "/x"],
  ]) {
    const answer = await request.get(site.origin + from, { maxRedirects: 0 });
    expect(answer.status()).toBe(308);
    expect(answer.headers()["location"]).toBe(to);
  }
});

test("pages carry the policy with a nonce of their own, and no script is outside it", async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of ["/", "/en", "/nope"]) {
    const answer = await request.get(site.origin + path);
    const policy = answer.headers()["content-security-policy"] ?? "";
    const nonce = /script-src 'nonce-([0-9a-f]{32})' 'strict-dynamic'(;|$)/.exec(policy)?.[1] ?? "";
    nonces.add(nonce);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    const html = await answer.text();
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/<[a-z][^>]* (style|on[a-z]+)=/);
  }
  expect(nonces.size).toBe(3);
});

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "x-frame-options": "DENY",
};

for (const path of ["/", "/nope", "/api/v1/mirrors", "/healthz", "/robots.txt"]) {
  test(`${path} carries the common headers, and HSTS only behind TLS`, async ({ request }) => {
    const plain = await request.get(site.origin + path);
    expect(plain.headers()).toMatchObject(HEADERS);
    expect(plain.headers()["strict-transport-security"]).toBeUndefined();
    expect(plain.headers()["x-powered-by"]).toBeUndefined();
    const secure = await request.get(site.origin + path, { headers: { "x-forwarded-proto": "https" } });
    expect(secure.headers()["strict-transport-security"]).toBe("max-age=31536000");
  });
}

test("the API answers with an ETag, and 304 to who has it", async ({ request }) => {
  for (const path of [
    "/api/v1/mirrors",
    "/api/v1/mirrors/aliyun",
    "/api/v1/snapshot",
    "/gomirrors.schema.json",
  ]) {
    const answer = await request.get(site.origin + path);
    expect(answer.status()).toBe(200);
    const etag = answer.headers()["etag"] ?? "";
    expect(answer.headers()["cache-control"]).toBe("public, max-age=5");
    const again = await request.get(site.origin + path, { headers: { "if-none-match": `"x", W/${etag}` } });
    expect(again.status()).toBe(304);
    expect(await again.text()).toBe("");
  }
});

test("the mirrors' JSON is that of the contract", async ({ request }) => {
  const body = await (await request.get(`${site.origin}/api/v1/mirrors`)).json();
  expect(body.asOf).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(body.mirrors).toHaveLength(7);
  expect(Object.keys(body.mirrors[0])).toEqual(
    expect.arrayContaining(["slug", "name", "url", "state", "since", "endpoints"]),
  );
  expect(Object.keys(body.mirrors[0].endpoints[0])).toEqual(
    expect.arrayContaining(["kind", "state", "outcome", "p50Ms", "p95Ms", "n", "window", "asOf", "vantage"]),
  );
  const corp = await (await request.get(`${site.origin}/api/v1/mirrors/corp`)).json();
  expect(corp.availability.ratio).toBeNull();
  expect(corp.endpoints[0].p95Ms).toBeNull();
});

test("a wrong address names the value and the fix, by RFC 9457", async ({ request }) => {
  const mirror = await request.get(`${site.origin}/api/v1/mirrors/nope`);
  expect(mirror.status()).toBe(404);
  expect(mirror.headers()["content-type"]).toBe("application/problem+json");
  expect((await mirror.json()).detail).toMatch(
    /^no mirror has the slug "nope": use one of goproxy-cn, aliyun/,
  );
  const address = await request.get(`${site.origin}/api/v9/x`);
  expect(address.status()).toBe(404);
  expect((await address.json()).detail).toContain("nothing is at /api/v9/x");
});

test("what is read-only refuses other methods", async ({ request }) => {
  for (const path of ["/api/v1/mirrors", "/api/v1/mirrors/aliyun", "/api/v1/snapshot"]) {
    const answer = await request.post(site.origin + path);
    expect(answer.status()).toBe(405);
    expect(answer.headers()["allow"]).toBe("GET, HEAD, OPTIONS");
    expect((await answer.json()).detail).toBe(
      "POST is not possible here: this address is read-only, use GET",
    );
  }
});

test("the process lives; without database and worker it is not ready, and says which", async ({
  request,
}) => {
  expect(await (await request.get(`${site.origin}/healthz`)).json()).toEqual({ status: "ok" });
  const ready = await request.get(`${site.origin}/readyz`);
  expect(ready.status()).toBe(503);
  expect(await ready.json()).toEqual({
    status: "not-ready",
    store: { ok: false },
    worker: { ok: false, heartbeatAt: null, ageSeconds: null },
  });
});

test("the schema of gomirrors.yaml is served", async ({ request }) => {
  const answer = await request.get(`${site.origin}/gomirrors.schema.json`);
  expect(answer.headers()["content-type"]).toBe("application/schema+json");
  expect((await answer.json()).properties).toHaveProperty("mirrors");
});
