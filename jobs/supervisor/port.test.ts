import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { portProblem, waitForOk } from "./port";

let status = 503;
const server = createServer((_request, response) => {
  response.writeHead(status).end();
});
let port = 0;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

test("a port in use is named with the way to another one", async () => {
  expect(await portProblem("127.0.0.1", port, "npm start")).toMatch(`port ${port} on 127.0.0.1 is in use`);
  expect(await portProblem("127.0.0.1", port, "npm start")).toMatch(`PORT=${port + 1} npm start`);
});
test("an address of another machine is named", async () => {
  expect(await portProblem("192.0.2.1", 3000, "npm start")).toMatch(
    "HOST=192.0.2.1 is not an address of this machine",
  );
});
test("a free port has no problem", async () => {
  expect(await portProblem("127.0.0.1", 0, "npm start")).toBeNull();
});
test("waiting ends with the limit while the answer is not 200", async () => {
  expect(await waitForOk(`http://127.0.0.1:${port}/`, 200, () => false)).toBe(false);
});
test("waiting ends with the first 200", async () => {
  setTimeout(() => {
    status = 200;
  }, 100);
  expect(await waitForOk(`http://127.0.0.1:${port}/`, 10_000, () => false)).toBe(true);
});
test("waiting ends when it is told to", async () => {
  status = 503;
  expect(await waitForOk(`http://127.0.0.1:${port}/`, 60_000, () => true)).toBe(false);
});
