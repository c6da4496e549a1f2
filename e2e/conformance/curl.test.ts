import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Lab, startLab } from "@/lib/lab/lab";
import { createExchanger, type Exchanger } from "@/lib/net/exchange";
import { formatCurl } from "@/lib/probe/curl";
import type { Exchange, ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeHost } from "@/lib/probe/job";
import { getRequest } from "@/lib/probe/request";

const run = promisify(execFile);

async function findCurl(): Promise<string | null> {
  try {
    return (await run("curl", ["--version"])).stdout.split("\n")[0] ?? null;
  } catch {
    process.stderr.write("SKIPPED the command that repeats an exchange: no curl on PATH\n");
    return null;
  }
}

const curl = await findCurl();

/** What a request was, as a server sees it. */
type Heard = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

describe.skipIf(curl === null)(`the command that repeats an exchange, run by sh and ${curl}`, () => {
  let exchanger: Exchanger;
  let server: Server;
  let lab: Lab;
  let origin = "";
  const heard: Heard[] = [];

  beforeAll(async () => {
    exchanger = createExchanger({
      userAgent: "gomirrors/1 (+it's $(id))",
      hostsFile: "/dev/null",
      nameServers: [],
    });
    lab = await startLab();
    server = createServer((request, response) => {
      const {
        "user-agent": agent = "",
        range = "",
        authorization = "",
        "x-note": note = "",
      } = request.headers;
      const headers = {
        agent,
        range,
        authorization,
        note: String(note),
        accept: String(request.headers.accept),
      };
      heard.push({ method: request.method ?? "", url: request.url ?? "", headers });
      const isMoved = request.url?.startsWith("/moved") ?? false;
      response.writeHead(isMoved ? 302 : 200, isMoved ? { location: "/there" } : {});
      response.end("fine\n");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
  });

  afterAll(async () => {
    server.close();
    await lab.close();
  });

  function host(url: string, headers: Readonly<Record<string, string>> = {}): ProbeHost {
    const { origin: own } = new URL(url);
    const paces = { parallel: 1, perSecond: 1, timeoutMs: 5_000 };
    return {
      host: "x",
      url,
      ...paces,
      privateOrigins: [own],
      headers,
      ca: null,
      resolver: "dns",
      proxy: "none",
    };
  }

  function ask(to: ProbeHost, request: ProbeRequest): Promise<Exchange> {
    return exchanger.exchange(to, { request, family: 0, rotation: 0, avoidAddress: null }, null);
  }

  async function repeat(exchange: Exchange): Promise<string> {
    const command = formatCurl({ ...exchange, timeoutMs: exchange.limits?.timeoutMs ?? 0 });
    return (await run("sh", ["-c", command])).stdout;
  }

  test.each<[string, Partial<ProbeRequest>]>([
    ["a plain path", { path: "rsc.io/quote/@v/list" }],
    ["escaped capitals", { path: "github.com/!burnt!sushi/toml/@v/list" }],
    ["escaped once more", { path: "github.com/%21burnt%21sushi/toml/@v/list" }],
    ["a range", { path: "x.zip", range: "bytes=-65536" }],
    ["a HEAD", { path: "x.zip", method: "HEAD" }],
    ["a shell's own characters", { path: "$(touch%20x)`id`'\"&;|*?[1-9]{a,b}~#" }],
    ["dots that curl would resolve", { path: "a/%2e%2e/b/.." }],
    ["a redirect", { path: "moved" }],
  ])("%s: the server hears the same again", async (_, changes) => {
    heard.length = 0;
    const exchange = await ask(host(origin, { "X-Note": 'a\'b "c" $d' }), {
      ...getRequest("", 1000),
      ...changes,
    });
    const first = heard.splice(0);
    expect(first.length).toBeGreaterThan(0);
    expect(await repeat(exchange)).toContain(String(first.length > 1 ? 302 : exchange.status));
    const [again] = heard;
    expect(again).toEqual({ ...first[0], headers: { ...first[0]?.headers, note: "<X-NOTE>" } });
  });

  test("without credentials a redirect is followed to the end", async () => {
    heard.length = 0;
    const exchange = await ask(host(origin), getRequest("moved", 1000));
    const first = heard.splice(0);
    await repeat(exchange);
    expect(first.map(({ url }) => url)).toEqual(["/moved", "/there"]);
    expect(heard).toEqual(first);
  });

  test("a credential is a placeholder, and goes nowhere else", async () => {
    heard.length = 0;
    const exchange = await ask(
      host(origin, { Authorization: "Bearer a-secret-of-ours" }),
      getRequest("x", 1000),
    );
    expect(heard[0]?.headers["authorization"]).toBe("Bearer a-secret-of-ours");
    await repeat(exchange);
    expect(heard[1]?.headers["authorization"]).toBe("<AUTHORIZATION>");
  });

  test("a name is pinned to the address that was seen", async () => {
    heard.length = 0;
    const exchange = await ask(host(origin), getRequest("x", 1000));
    const url = exchange.request.url.replace("127.0.0.1", "mirror.invalid");
    const hops = exchange.hops.map((hop) => ({ ...hop, url }));
    await repeat({ ...exchange, hops, request: { ...exchange.request, url } });
    expect(heard).toHaveLength(2);
  });

  test("a mirror's own answer comes again", async () => {
    const exchange = await ask(host(lab.url), getRequest("lab.test/plain/@v/list", 100_000));
    expect(exchange.status).toBe(200);
    expect(await repeat(exchange)).toMatch(new RegExp(`200 dns=.* bytes=${exchange.bytes}\\n$`));
  });
});
