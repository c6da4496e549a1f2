import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testAsk, testExchanger, testHost } from "./fixture";

/** Listens with room for one, and accepts nobody: its process is stopped. */
const SERVER = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => console.log(server.address().port));
`;

describe("a port whose queue is full", () => {
  const child = spawn(process.execPath, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  const queued: net.Socket[] = [];
  let port = 0;

  beforeAll(async () => {
    const [line] = await once(child.stdout, "data");
    port = Number(String(line).trim());
    child.kill("SIGSTOP");
    for (let n = 0; n < 8; n += 1) queued.push(net.connect(port, "127.0.0.1").on("error", () => {}));
    await new Promise((resolve) => setTimeout(resolve, 200));
  });

  afterAll(() => {
    for (const socket of queued) socket.destroy();
    child.kill("SIGKILL");
  });

  it("is a connect-timeout in the phase tcp", async () => {
    const exchange = await testExchanger().exchange(testHost(`http://127.0.0.1:${port}`), testAsk(), null);
    expect(exchange.failure).toMatchObject({ outcome: "connect-timeout", phase: "tcp", wouldHang: false });
    expect(exchange).toMatchObject({ address: "127.0.0.1", phasesUs: { dns: null, ttfb: null } });
    expect(exchange.totalUs).toBeLessThan(4_000_000);
  });
});
