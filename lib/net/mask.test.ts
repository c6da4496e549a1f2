import { describe, expect, it } from "vitest";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { createMask } from "./mask";
import { response, serveRequests } from "./raw-server";

const serve = keepServers();

describe("createMask", () => {
  const basic = `Basic ${Buffer.from("me:open sesame").toString("base64")}`;
  const mask = createMask({ Authorization: basic, "X-Token": "tok-123456789", "X-Env": "prod" });

  const rows = [
    ["a configured value", "x tok-123456789 y", "x *** y"],
    ["credentials of Basic", basic.slice(6), "***"],
    ["their password alone", "pass=open sesame;", "pass=***;"],
    ["their password in a query", "?p=open%20sesame", "?p=***"],
    ["userinfo of a URL", "https://me:pw@host/a@b", "https://***@host/a@b"],
    ["userinfo without scheme", "//me@host/", "//***@host/"],
    ["short values that mean nothing by themselves", "prod", "prod"],
    ["an at sign in a path", "https://host/m/@v/list", "https://host/m/@v/list"],
  ] as const;

  it.each(rows)("hides %s", (_, text, masked) => {
    expect(mask.text(text)).toBe(masked);
  });

  it("hides configured request headers whatever their value", () => {
    expect(mask.requestHeaders({ "x-env": "prod", accept: "*/*" })).toEqual({
      "x-env": "***",
      accept: "*/*",
    });
  });

  it("keeps the length of a body and leaves a clean one alone", () => {
    const body = Buffer.from("a tok-123456789 b");
    expect(Buffer.from(mask.bytes(body)).toString()).toBe("a ************* b");
    expect(body.toString()).toBe("a tok-123456789 b");
    const clean = Buffer.from("clean");
    expect(mask.bytes(clean)).toBe(clean);
  });
});

describe("an exchange with credentials", () => {
  it("holds none of them, though the mirror echoes all", async () => {
    const secret = "Bearer s3cr3t-t0ken-value";
    const server = await serve(
      serveRequests((socket, head) => {
        const token = "s3cr3t-t0ken-value";
        const echo = [
          `Server: ${secret}`,
          `Via: 1.1 ${token}`,
          `Location: http://u:pw@x.test/?t=${token}`,
          "Etag: 1",
        ];
        socket.write(response(head.includes(secret) ? 302 : 401, `you said ${secret}`, echo));
      }),
    );
    const host = testHost(server.origin, { headers: { authorization: secret } });
    const exchange = await testExchanger().exchange(host, testAsk({}, { path: "s3cr3t-t0ken-value" }), null);
    expect(exchange).toMatchObject({ status: 302, failure: { outcome: "redirect-blocked" } });
    const text = JSON.stringify({ ...exchange, body: Buffer.from(exchange.body).toString() });
    expect(text).not.toContain("s3cr3t");
    expect(text).not.toContain("u:pw");
    expect(exchange.request.headers.authorization).toBe("***");
    expect(exchange.headers.etag).toBe("1");
  });
});
