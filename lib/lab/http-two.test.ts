import { expect, test } from "vitest";
import { testAsk, testExchanger, testHost } from "@/lib/net/fixture";
import { PATH, withTestLab } from "./test-lab";

const { lab, askTls, turnOn } = withTestLab();
const exchanger = testExchanger();

function askOver(protocol: "h2" | undefined, path: string) {
  const url = lab().tlsUrl;
  const host = testHost(url.slice(0, -1), { url, ca: lab().ca, timeoutMs: 10_000 });
  const request = { path, maxBytes: 100_000, ...(protocol === undefined ? {} : { protocol }) };
  return exchanger.exchange(host, testAsk({}, request), null);
}

test("http-2: the https port agrees on HTTP/2 and gives the same answers, once it is switched on", async () => {
  expect((await askOver("h2", PATH.info)).failure).toMatchObject({ outcome: "tls-protocol" });
  turnOn("http-2");
  const [two, one] = [await askOver("h2", PATH.info), await askOver(undefined, PATH.info)];
  expect([two.alpn, one.alpn]).toEqual(["h2", "http/1.1"]);
  expect(two).toMatchObject({
    status: 200,
    failure: null,
    headers: { "content-type": one.headers["content-type"] },
  });
  expect(Buffer.from(two.body)).toEqual(Buffer.from(one.body));
  expect(lab().requests().at(-2)).toMatchObject({ method: "GET", url: `/${PATH.info}`, tls: true });
});

test("http-2: who offers HTTP/1.1 gets it, and what is missing is missing over both", async () => {
  turnOn("http-2");
  expect(await askTls(PATH.list)).toMatchObject({ status: 200 });
  expect(await askOver("h2", PATH.absent)).toMatchObject({ status: 404, alpn: "h2" });
});

test("http-2: answers are faulty over it as the switches say", async () => {
  turnOn("http-2");
  turnOn("status-500");
  expect(await askOver("h2", PATH.info)).toMatchObject({ status: 500, alpn: "h2" });
});
