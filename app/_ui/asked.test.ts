import { expect, test } from "vitest";
import { classifyAsked } from "./asked";

const SLUGS = ["goproxy-cn", "goproxy-io", "aliyun"];
const ID = "zip.small.fresh.0.1.1732454400000.0";

test.each([
  ["/mirrors/goproxy-cm", { what: "mirror", slug: "goproxy-cm", near: "goproxy-cn" }],
  ["/mirrors/Aliyun/", { what: "mirror", slug: "Aliyun", near: "aliyun" }],
  ["/mirrors/nope", { what: "mirror", slug: "nope", near: null }],
  ["/mirrors/nope/exchanges", { what: "mirror", slug: "nope", near: null }],
  [`/mirrors/nope/exchanges/${ID}`, { what: "mirror", slug: "nope", near: null }],
  [`/mirrors/aliyun/exchanges/${ID}`, { what: "exchange", slug: "aliyun", id: ID, isId: true }],
  ["/mirrors/aliyun/exchanges/1", { what: "exchange", slug: "aliyun", id: "1", isId: false }],
  ["/metodology", { what: "page", near: "/methodology" }],
  ["/System/", { what: "page", near: "/system" }],
  ["/mirrors", { what: "page", near: "/" }],
  ["/mirrors/", { what: "page", near: "/" }],
  ["/docs", { what: "page", near: "/docs/api" }],
  ["/system/processes", { what: "page", near: "/system" }],
  ["/nope", { what: "page", near: null }],
])("%s was meant for %j", (path, asked) => {
  expect(classifyAsked(path, SLUGS)).toEqual(asked);
});
