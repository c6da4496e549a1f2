import { expect, it } from "vitest";
import { keepServers, testAsk, testExchanger, testHost } from "./fixture";
import { serveRequests } from "./raw-server";

const exchanger = testExchanger();
const serve = keepServers();

/** The same bytes each run: a linear congruence is random enough to damage an answer. */
function randomStream(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const ANSWERS = [
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
  "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
  "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello",
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello",
  "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
  "HTTP/9.9 999 \u0000\r\n\r\n",
];

function damage(text: string, random: (below: number) => number): Buffer {
  const bytes = Buffer.from(text, "latin1");
  for (let hits = random(4); hits > 0; hits -= 1) bytes[random(bytes.length)] = random(256);
  return random(3) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
}

it("whatever bytes come back, an exchange ends with an outcome and is never thrown", {
  timeout: 60_000,
}, async () => {
  const random = randomStream(7);
  let answer: Buffer = Buffer.alloc(0);
  const server = await serve(serveRequests((socket) => void socket.end(answer)));
  const host = testHost(server.origin, { timeoutMs: 1_000 });
  for (let round = 0; round < 400; round += 1) {
    answer = damage(ANSWERS[round % ANSWERS.length] ?? "", random);
    const { first, twin } = await exchanger.exchangeTwins(host, testAsk(), testAsk().request, null);
    expect(first.failure !== null || first.status !== null).toBe(true);
    await twin;
  }
});
