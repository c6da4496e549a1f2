import { exchangeBody, exchangesBody } from "@/lib/snapshot/exchange-api";
import { seriesBody } from "@/lib/snapshot/series-api";
import { SCENARIOS } from "./scenarios";
import { startSite } from "./site";
import { type StoredSite, startStoredSite } from "./stored";
import { FAILURES } from "./stored-failures";
import { DOWN_AGO_MS, GAP_AGO_MS, OBSERVER_AGO_MS } from "./stored-story";
import { expect, test } from "./test";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let site: StoredSite;

test.beforeAll(async () => {
  site = await startStoredSite();
});
test.afterAll(() => site.close());

function addressOf(slug: string, query = ""): string {
  return `${site.origin}/api/v1/mirrors/${slug}/series${query}`;
}

function exchangesOf(slug: string, rest = ""): string {
  return `${site.origin}/api/v1/mirrors/${slug}/exchanges${rest}`;
}

for (const { range, points, seconds, source } of [
  { range: "1h", points: 60, seconds: 60, source: "raw" },
  { range: "24h", points: 288, seconds: 300, source: "raw" },
  { range: "7d", points: 168, seconds: 3600, source: "hours" },
  { range: "30d", points: 360, seconds: 7200, source: "hours" },
]) {
  test(`${range} of latency has a point each ${seconds} s, made of ${source}`, async ({ request }) => {
    const body = seriesBody.parse(await (await request.get(addressOf("steady", `?range=${range}`))).json());
    expect(body).toMatchObject({
      metric: "latency",
      kind: "info",
      connection: "fresh",
      vantage: "shanghai-telecom",
    });
    expect(body).toMatchObject({ source, resolutionSeconds: seconds });
    expect([points, points + 1]).toContain(body.points.length);
    expect(body.n).toBeGreaterThan(0);
    expect(body.points.reduce((sum, point) => sum + ("n" in point ? point.n : 0), 0)).toBe(body.n);
  });
}

test("what was not measured is null, and our own faults are counted beside it", async ({ request }) => {
  const body = seriesBody.parse(await (await request.get(addressOf("steady", "?range=24h"))).json());
  if (body.metric !== "latency") throw new Error("not latency");
  const at = (agoMs: number) =>
    body.points.find((point) => Date.parse(point.start) + 5 * MINUTE_MS > site.now - agoMs);
  const gap = at((GAP_AGO_MS.from + GAP_AGO_MS.to) / 2);
  expect(gap).toMatchObject({ n: 0, ok: 0, observer: 0, p50Ms: null, p95Ms: null, p99Ms: null });
  const ours = at((OBSERVER_AGO_MS.from + OBSERVER_AGO_MS.to) / 2);
  expect(ours).toMatchObject({ n: 0, observer: 5, p50Ms: null });
});

test("a phase and a way to connect are series of their own", async ({ request }) => {
  const medianOf = async (query: string) => {
    const body = seriesBody.parse(await (await request.get(addressOf("steady", query))).json());
    return body.metric === "latency" ? body.total.p50Ms : null;
  };
  const whole = (await medianOf("?range=7d")) ?? 0;
  expect((await medianOf("?range=7d&phase=ttfb")) ?? 0).toBeLessThan(whole / 2);
  expect((await medianOf("?range=7d&connection=reused")) ?? 0).toBeLessThan(whole / 2);
  expect(await medianOf("?range=7d&connection=reused&phase=tls")).toBeNull();
});

test("outcomes name what failed, in 60 columns at most", async ({ request }) => {
  const body = seriesBody.parse(
    await (await request.get(addressOf("faulty", "?metric=outcomes&range=24h"))).json(),
  );
  if (body.metric !== "outcomes") throw new Error("not outcomes");
  expect(body.points.length).toBeLessThanOrEqual(60);
  expect(body.kind).toBeNull();
  for (const { outcome } of FAILURES) expect(body.total.outcomes, outcome).toHaveProperty(outcome);
  expect(Object.values(body.total.outcomes).reduce((sum, count) => sum + count, 0)).toBe(body.n);
});

test("availability tells how long each state held", async ({ request }) => {
  const body = seriesBody.parse(
    await (await request.get(addressOf("faulty", "?metric=availability&range=1h"))).json(),
  );
  if (body.metric !== "availability") throw new Error("not availability");
  expect(body.total.stateSeconds.DOWN).toBeGreaterThan((DOWN_AGO_MS - 2 * MINUTE_MS) / 1000);
  expect(body.total.availabilityRatio).toBeLessThan(1);
  const unmeasured = seriesBody.parse(
    await (await request.get(addressOf("unmeasured", "?metric=availability"))).json(),
  );
  expect(unmeasured.total).toMatchObject({ availabilityRatio: null, knownSeconds: 0 });
});

test("a mirror that was never asked has every point, all empty", async ({ request }) => {
  const body = seriesBody.parse(await (await request.get(addressOf("unmeasured"))).json());
  expect(body).toMatchObject({ asOf: null, n: 0, total: { p50Ms: null } });
  expect(body.points.length).toBeGreaterThan(280);
});

test("an absolute range before the samples comes from hours, in local time where a zone is given", async ({
  request,
}) => {
  const from = Math.floor((site.now - 4 * 24 * HOUR_MS) / HOUR_MS) * HOUR_MS;
  const query = `?from=${from}&to=${new Date(from + 6 * HOUR_MS).toISOString()}&tz=Asia/Shanghai`;
  const body = seriesBody.parse(await (await request.get(addressOf("steady", query))).json());
  expect(body).toMatchObject({ source: "hours", resolutionSeconds: 3600 });
  expect(body.points).toHaveLength(6);
  const [first] = body.points;
  expect(first?.local).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\+08:00$/);
  expect(Date.parse(first?.local ?? "")).toBe(Date.parse(first?.start ?? ""));
});

test("CSV has the same points with a header line, by format and by Accept", async ({ request }) => {
  const to = Math.floor(site.now / HOUR_MS) * HOUR_MS;
  const query = `?from=${to - 24 * HOUR_MS}&to=${to}`;
  const body = seriesBody.parse(await (await request.get(addressOf("steady", query))).json());
  const answer = await request.get(addressOf("steady", `${query}&format=csv`));
  expect(answer.headers()["content-type"]).toBe("text/csv; charset=utf-8; header=present");
  expect(answer.headers()["content-disposition"]).toMatch(
    /^attachment; filename="steady-latency-info-\d{8}T\d{4}-\d{8}T\d{4}\.csv"$/,
  );
  const text = await answer.text();
  const lines = text.split("\r\n");
  expect(lines[0]).toBe("start,n,ok,observer,lagged,p50Ms,p95Ms,p99Ms");
  expect(lines.slice(1, -1).map((line) => line.split(",")[0])).toEqual(
    body.points.map((point) => point.start),
  );
  expect(lines.some((line) => line.endsWith(",0,0,0,0,,,"))).toBe(true);
  const accepted = await request.get(addressOf("steady", query), { headers: { accept: "text/csv;q=0.9" } });
  expect(await accepted.text()).toBe(text);
});

test("an absolute series has an ETag, and 304 for who has it", async ({ request }) => {
  const query = `?from=${site.now - 2 * HOUR_MS}&to=${site.now - HOUR_MS}`;
  for (const format of ["json", "csv"]) {
    const first = await request.get(addressOf("steady", `${query}&format=${format}`));
    const etag = first.headers()["etag"] ?? "";
    const again = await request.get(addressOf("steady", `${query}&format=${format}`), {
      headers: { "if-none-match": etag },
    });
    expect(again.status()).toBe(304);
  }
});

for (const { query, code, detail } of [
  { query: "?metric=speed", code: "unknown-value", detail: /metric cannot be speed: use latency, outcomes/ },
  { query: "?kind=exe", code: "unknown-value", detail: /kind cannot be exe: use list, latest, info/ },
  { query: "?variant=small", code: "unknown-value", detail: /variant cannot be small: use canonical/ },
  { query: "?metric=outcomes&variant=x", code: "half-pair", detail: /variant without kind/ },
  { query: "?metric=outcomes&phase=dns", code: "unfit-parameter", detail: /phase has no meaning/ },
  { query: "?vantage=mars", code: "unknown-value", detail: /vantage cannot be mars: use shanghai-telecom/ },
  { query: "?tz=Mars/Olympus", code: "unknown-zone", detail: /no time zone Mars\/Olympus/ },
  { query: "?range=2h", code: "unknown-value", detail: /range cannot be 2h: use 1h, 24h, 7d, 30d/ },
  { query: "?range=1h&range=7d", code: "repeated-parameter", detail: /range is there more than once/ },
  { query: "?from=yesterday&to=now", code: "malformed-time", detail: /from is yesterday/ },
  { query: "?from=1732454400000", code: "half-pair", detail: /from without to/ },
  { query: "?from=1732454400000&to=1732454300000", code: "reversed-range", detail: /is not before/ },
  { query: "?from=1712454400000&to=1732454400000", code: "too-long", detail: /100 days at most/ },
  { query: "?from=2099-01-01T00:00Z&to=2099-01-02T00:00Z", code: "future-range", detail: /yet to come/ },
  { query: "?colour=red", code: "unknown-parameter", detail: /no parameter colour: use metric, kind/ },
  { query: "?%3Cscript%3E=%E2%80%AE", code: "unknown-parameter", detail: /no parameter <script>/ },
]) {
  test(`series${query} is refused: ${code}`, async ({ request }) => {
    const answer = await request.get(addressOf("steady", query));
    expect(answer.status()).toBe(400);
    expect(answer.headers()["content-type"]).toBe("application/problem+json");
    const body = await answer.json();
    expect(body).toMatchObject({ status: 400, code });
    expect(body.detail).toMatch(detail);
  });
}

test("exchanges come newest first, page by page, each once", async ({ request }) => {
  const seen: string[] = [];
  let cursor = "";
  for (let page = 0; page < 40; page += 1) {
    const body = exchangesBody.parse(
      await (await request.get(exchangesOf("faulty", `?failed=true&limit=7${cursor}`))).json(),
    );
    seen.push(...body.exchanges.map(({ id, at }) => `${at} ${id}`));
    expect(body.exchanges.every(({ outcome }) => outcome !== "ok")).toBe(true);
    if (body.next === null) break;
    cursor = `&cursor=${encodeURIComponent(body.next)}`;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.map((one) => one.slice(0, 24))).toEqual(
    seen
      .map((one) => one.slice(0, 24))
      .toSorted()
      .reverse(),
  );
  const all = exchangesBody.parse(
    await (await request.get(exchangesOf("faulty", "?failed=true&limit=200"))).json(),
  );
  expect(all.exchanges.map(({ id, at }) => `${at} ${id}`)).toEqual(seen);
  expect(all.next).toBeNull();
});

test("exchanges are chosen by endpoint, connection, cause and time", async ({ request }) => {
  const query = `?failed=false&kind=info&connection=reused&cause=scheduled&from=${site.now - HOUR_MS}&to=${site.now}`;
  const body = exchangesBody.parse(await (await request.get(exchangesOf("steady", query))).json());
  expect(body.n).toBeGreaterThan(5);
  for (const exchange of body.exchanges) {
    expect(exchange).toMatchObject({ kind: "info", connection: "reused", outcome: "ok" });
  }
  const manual = await request.get(exchangesOf("steady", "?cause=manual"));
  expect(await manual.json()).toMatchObject({ n: 0, exchanges: [], next: null });
});

test("a failed exchange is whole, its body in base64, with its neighbours", async ({ request }) => {
  const list = exchangesBody.parse(
    await (await request.get(exchangesOf("faulty", "?failed=true&limit=200"))).json(),
  );
  for (const { outcome } of FAILURES) {
    const row = list.exchanges.find((exchange) => exchange.outcome === outcome);
    const answer = await request.get(exchangesOf("faulty", `/${row?.id}`));
    expect(answer.headers()["content-type"]).toBe("application/json");
    const body = exchangeBody.parse(await answer.json());
    expect(body).toMatchObject({ outcome, mirror: "faulty" });
    expect(body.details).not.toBeNull();
    expect(body.neighbours.previous).not.toBeNull();
  }
  const [newest, second] = list.exchanges;
  const body = exchangeBody.parse(await (await request.get(exchangesOf("faulty", `/${newest?.id}`))).json());
  expect(body.neighbours).toMatchObject({ previousFailure: second?.id, nextFailure: null });
});

test("a right answer's details expire, its numbers stay", async ({ request }) => {
  const [row] = await site.store.prisma.$queryRaw<{ slot: bigint }[]>`
    SELECT slot FROM sample JOIN series ON series.id = series_id JOIN mirror ON mirror.id = mirror_id
    WHERE slug = 'steady' AND kind = 2 AND connection = 0 ORDER BY slot LIMIT 1`;
  const body = exchangeBody.parse(
    await (
      await request.get(exchangesOf("steady", `/info.canonical.fresh.0.1.${Number(row?.slot)}.0`))
    ).json(),
  );
  expect(body).toMatchObject({ outcome: "ok", details: null, neighbours: { previous: null } });
  expect(body.totalMs).toBeGreaterThan(0);
});

for (const { rest, status, detail } of [
  { rest: "?cursor=garbage", status: 400, detail: /garbage is no cursor/ },
  { rest: "?cursor=1.info.nope.fresh.0.1.1.0", status: 400, detail: /is no cursor/ },
  { rest: "?limit=0", status: 400, detail: /limit cannot be 0: use a whole number from 1 to 200/ },
  { rest: "?limit=1e2", status: 400, detail: /limit cannot be 1e2/ },
  { rest: "?failed=yes", status: 400, detail: /failed cannot be yes: use true, false/ },
  { rest: "/garbage", status: 400, detail: /garbage is no id of a probe/ },
  { rest: "/info.nope.fresh.0.1.1.0", status: 404, detail: /has no probe info\.nope/ },
  { rest: "/info.canonical.fresh.0.1.1.0", status: 404, detail: /has no probe/ },
]) {
  test(`exchanges${rest} is refused with ${status}`, async ({ request }) => {
    const answer = await request.get(exchangesOf("faulty", rest));
    expect(answer.status()).toBe(status);
    expect((await answer.json()).detail).toMatch(detail);
  });
}

test("no query of a visitor writes a row", async ({ request }) => {
  const count = async () => Number((await site.store.prisma.series.count()) ?? 0);
  const before = await count();
  await request.get(exchangesOf("steady", "/info.invented.fresh.0.1.1.0"));
  await request.get(exchangesOf("unmeasured", "/info.canonical.fresh.0.1.1.0"));
  await request.get(addressOf("unmeasured", "?kind=zip"));
  expect(await count()).toBe(before);
});

for (const path of ["series", "exchanges", "exchanges/info.canonical.fresh.0.1.1.0"]) {
  test(`${path} of an unknown mirror is 404, and other methods are refused`, async ({ request }) => {
    const answer = await request.get(`${site.origin}/api/v1/mirrors/nope/${path}`);
    expect(answer.status()).toBe(404);
    expect((await answer.json()).detail).toContain("use one of steady, faulty, unmeasured");
    expect((await request.post(`${site.origin}/api/v1/mirrors/steady/${path}`)).status()).toBe(405);
  });
}

test("without the database the past is 503, and the mirrors go on", async ({ request }) => {
  const own = await startSite(SCENARIOS.mixed(Date.now()));
  try {
    for (const path of ["series", "exchanges", "exchanges/info.canonical.fresh.0.1.1.0"]) {
      const answer = await request.get(`${own.origin}/api/v1/mirrors/aliyun/${path}`);
      expect(answer.status()).toBe(503);
      expect((await answer.json()).detail).toContain("the database cannot be reached");
    }
    expect((await request.get(`${own.origin}/api/v1/mirrors`)).status()).toBe(200);
  } finally {
    await own.close();
  }
});
