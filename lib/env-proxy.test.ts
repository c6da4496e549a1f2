import { expect, test } from "vitest";
import { proxyFor } from "./env-proxy";

const PROXY = "http://proxy.example:3128";

test.each([
  ["none is set", "https://a.example/", {}, null],
  ["https has its own", "https://a.example/", { HTTPS_PROXY: PROXY }, PROXY],
  ["http has another", "http://a.example/", { HTTPS_PROXY: PROXY }, null],
  ["lower case wins", "https://a.example/", { HTTPS_PROXY: "http://x:1", https_proxy: PROXY }, PROXY],
  ["an empty one is none", "https://a.example/", { HTTPS_PROXY: "" }, null],
  ["everything is exempt", "https://a.example/", { HTTPS_PROXY: PROXY, NO_PROXY: "*" }, null],
  [
    "the host is exempt",
    "https://a.example/",
    { HTTPS_PROXY: PROXY, NO_PROXY: "b.example, A.example" },
    null,
  ],
  ["the domain is exempt", "https://go.a.example/", { HTTPS_PROXY: PROXY, NO_PROXY: "a.example" }, null],
  [
    "the domain with a dot is exempt",
    "https://go.a.example/",
    { HTTPS_PROXY: PROXY, NO_PROXY: ".a.example" },
    null,
  ],
  [
    "a longer name is not exempt",
    "https://xa.example/",
    { HTTPS_PROXY: PROXY, NO_PROXY: "a.example" },
    PROXY,
  ],
  ["the port is exempt", "https://a.example/", { HTTPS_PROXY: PROXY, NO_PROXY: "a.example:443" }, null],
  [
    "another port is not exempt",
    "https://a.example/",
    { HTTPS_PROXY: PROXY, NO_PROXY: "a.example:8443" },
    PROXY,
  ],
])("the proxy when %s", (_, url, env, expected) => {
  expect(proxyFor(url, env)).toBe(expected);
});
