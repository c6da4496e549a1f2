import type { APIRequestContext, APIResponse } from "@playwright/test";
import { Validator } from "@seriousme/openapi-schema-validator";
import type { OpenApiDocument } from "@/lib/snapshot/openapi";
import { ANSWERS, OPERATION_NAMES, OPERATIONS, type OperationName } from "@/lib/snapshot/operations";
import { type StoredSite, startStoredSite } from "./stored";
import { expect, test } from "./test";

let site: StoredSite;
let failedId: string;

test.beforeAll(async () => {
  site = await startStoredSite();
  const list = await fetch(`${site.origin}/api/v1/mirrors/faulty/exchanges?failed=true&limit=1`);
  failedId = (await list.json()).exchanges[0].id;
});
test.afterAll(() => site.close());

function documentOf(request: APIRequestContext): Promise<OpenApiDocument> {
  return request.get(`${site.origin}/api/v1/openapi.json`).then((answer) => answer.json());
}

function addressOf(name: OperationName): string {
  const values = new Map([
    ["slug", "faulty"],
    ["id", failedId],
    ["target", "GOPROXY"],
  ]);
  return site.origin + OPERATIONS[name].path.replace(/\{(\w+)\}/g, (_, key: string) => values.get(key) ?? "");
}

/** Answers that move with the clock: a range that ends now, and a default that nothing was measured for. */
const MOVING: readonly OperationName[] = ["series", "recommendation"];

/** The media type without its parameters. */
function typeOf(answer: APIResponse): string {
  return (answer.headers()["content-type"] ?? "").split(";")[0] ?? "";
}

/** Fails unless the document has this status and type, and its schema fits the body to the last field. */
async function expectDocumented(answer: APIResponse, name: OperationName, document: OpenApiDocument) {
  const reply = document.paths[OPERATIONS[name].path]?.get.responses[answer.status()];
  expect(reply, `${name} answers ${answer.status()}`).toBeDefined();
  const { schema } = reply?.content?.[typeOf(answer)] ?? {};
  expect(schema, `${name} answers ${answer.status()} as ${typeOf(answer)}`).toBeDefined();
  const used = Object.entries(ANSWERS).find(([key]) => schema?.$ref === `#/components/schemas/${key}`);
  if (used === undefined) return;
  const parsed = used[1].safeParse(await answer.json());
  expect(parsed.error?.issues ?? []).toEqual([]);
}

test("the document of a running site is OpenAPI 3.1 and names the site", async ({ request }) => {
  const document = await documentOf(request);
  expect((await new Validator().validate(structuredClone(document))).errors).toBeUndefined();
  expect(document.servers[0]?.url).toBe(site.origin);
  const chinese = await request.get(`${site.origin}/api/v1/openapi.json?lang=zh`);
  expect((await chinese.json()).info.title).toBe("Go 镜像台 API");
});

for (const name of OPERATION_NAMES) {
  const { path, tagged, refusal, query } = OPERATIONS[name];

  test(`${path} answers as the document says`, async ({ request }) => {
    await expectDocumented(await request.get(addressOf(name)), name, await documentOf(request));
  });

  test(`${path} refuses other methods as the document says`, async ({ request }) => {
    const answer = await request.post(addressOf(name));
    expect(answer.status()).toBe(405);
    expect(typeOf(answer)).toBe(refusal === "problem" ? "application/problem+json" : "text/plain");
    await expectDocumented(answer, name, await documentOf(request));
  });

  test(`${path} has ${tagged ? "an ETag, and 304 for who has it" : "no ETag"}`, async ({ request }) => {
    const first = await request.get(addressOf(name));
    const etag = first.headers()["etag"] ?? "";
    expect(etag !== "").toBe(tagged);
    if (!tagged) return;
    const again = await request.get(addressOf(name), { headers: { "if-none-match": etag } });
    expect(again.status()).toBe(again.headers()["etag"] === etag ? 304 : 200);
    if (!MOVING.includes(name)) expect(again.status()).toBe(304);
  });

  if (query !== null)
    test(`${path} refuses a parameter that it does not have`, async ({ request }) => {
      const answer = await request.get(`${addressOf(name)}?nonsense=1`);
      expect(answer.status()).toBe(400);
      expect(await answer.text()).toContain("nonsense");
      await expectDocumented(answer, name, await documentOf(request));
    });
}

for (const { name, query } of [
  { name: "series", query: "?metric=outcomes&range=7d" },
  { name: "series", query: "?metric=availability&range=30d&tz=Asia/Shanghai" },
  { name: "series", query: "?metric=latency&kind=zip&phase=ttfb&range=1h" },
  { name: "series", query: "?format=csv" },
  { name: "exchanges", query: "?failed=true&limit=200" },
  { name: "recommendation", query: "?lang=en" },
] as const) {
  test(`${OPERATIONS[name].path}${query} answers as the document says`, async ({ request }) => {
    const answer = await request.get(addressOf(name) + query);
    expect(answer.status()).toBe(200);
    await expectDocumented(answer, name, await documentOf(request));
  });
}

for (const path of [
  "/api/v1/mirrors/nope",
  "/api/v1/mirrors/nope/series",
  "/api/v1/mirrors/nope/exchanges",
]) {
  test(`${path} says which mirrors there are`, async ({ request }) => {
    const answer = await request.get(site.origin + path);
    expect(answer.status()).toBe(404);
    expect(ANSWERS.Problem.parse(await answer.json()).detail).toContain("faulty");
  });
}
