import { expect, test } from "vitest";
import { readPublicUrl } from "./public-url";

const ENV = { publicUrl: null, host: "127.0.0.1", port: 3000 } as const;

test.each([
  {
    name: "the host that was asked",
    headers: { host: "mirror.example:8080" },
    want: "http://mirror.example:8080",
  },
  { name: "an IPv6 host", headers: { host: "[::1]:3000" }, want: "http://[::1]:3000" },
  {
    name: "https behind TLS",
    headers: { host: "mirror.example", "x-forwarded-proto": "https" },
    want: "https://mirror.example",
  },
  { name: "a host with a path is none", headers: { host: "x/y" }, want: "http://127.0.0.1:3000" },
  {
    name: "a host that would leave its quotes is none",
    headers: { host: "x';id;'" },
    want: "http://127.0.0.1:3000",
  },
  { name: "no host", headers: {}, want: "http://127.0.0.1:3000" },
])("$name", ({ headers, want }) => {
  expect(readPublicUrl(new Headers(headers), ENV)).toBe(want);
});

test("what is configured wins", () => {
  const headers = new Headers({ host: "other.example" });
  expect(readPublicUrl(headers, { ...ENV, publicUrl: "https://mirrors.example/go" })).toBe(
    "https://mirrors.example/go",
  );
});
