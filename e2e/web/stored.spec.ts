import { type StoredSite, startStoredSite } from "./stored";
import { expect, test } from "./test";

let site: StoredSite;
test.beforeAll(async () => {
  site = await startStoredSite();
});
test.afterAll(() => site.close());

test("the stored site shows the mirrors of its database", async ({ request }) => {
  const body = await (await request.get(`${site.origin}/api/v1/mirrors`)).json();
  expect(body.mirrors.map((mirror: { slug: string; state: string }) => [mirror.slug, mirror.state])).toEqual([
    ["steady", "HEALTHY"],
    ["faulty", "DOWN"],
    ["unmeasured", "UNKNOWN"],
  ]);
});
