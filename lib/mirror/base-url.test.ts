import { describe, expect, test } from "vitest";
import { BaseUrlError, maskUrl, parseBaseUrl, parseOrigin, parseResourceUrl } from "./base-url";

function faultOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof BaseUrlError) return error.code;
    throw error;
  }
  return "accepted";
}

describe("a base URL is refused for", () => {
  test.each([
    ["nothing at all", "", "empty"],
    ["GOPROXY's word direct", "direct", "go-keyword"],
    ["GOPROXY's word off", "off", "go-keyword"],
    ["a comma", "https://a.example,https://b.example", "separator"],
    ["a pipe", "https://a.example|direct", "separator"],
    ["a space", "https://a.example/ go", "whitespace"],
    ["a trailing line end, which the platform's parser would drop", "https://a.example/\n", "whitespace"],
    ["a tab inside", "https://a.ex\tample/", "whitespace"],
    ["a NUL", "https://a.example/\0", "control-character"],
    ["a bidi override", "https://a.example/\u202e", "control-character"],
    ["a zero-width joiner", "https://a.example/\u200d", "control-character"],
    ["a double quote", 'https://a.example/"', "unsafe-character"],
    ["a single quote", "https://a.example/'", "unsafe-character"],
    ["a backtick", "https://a.example/`id`", "unsafe-character"],
    ["a dollar sign", "https://a.example/$HOME", "unsafe-character"],
    [
      "a backslash, which the platform's parser would turn round",
      "https:\\\\a.example\\",
      "unsafe-character",
    ],
    ["a semicolon", "https://a.example/;id", "unsafe-character"],
    ["an ampersand outside a query", "https://a.example/&id", "unsafe-character"],
    ["a host that is not ASCII", "https://镜像.example/", "unsafe-character"],
    ["file:", "file:///srv/cache/download", "scheme"],
    ["ftp:", "ftp://a.example/", "scheme"],
    ["no scheme", "goproxy.cn", "scheme"],
    ["a scheme without slashes", "https:goproxy.cn", "scheme"],
    ["a user name", "https://user@a.example/", "userinfo"],
    ["a password", "https://user:secret@a.example/", "userinfo"],
    ["an empty user name", "https://@a.example/", "userinfo"],
    ["a query", "https://a.example/?x=1", "query"],
    ["a bare question mark", "https://a.example/?", "query"],
    ["a fragment", "https://a.example/#x", "fragment"],
    ["a bare hash", "https://a.example/#", "fragment"],
    ["a port out of range", "https://a.example:99999/", "malformed"],
    ["a broken escape", "https://a.example/%zz/", "path"],
    ["a dot segment", "https://a.example/go/../x", "path"],
    ["an escaped dot segment", "https://a.example/go/%2e%2E/x", "path"],
    ["an empty segment", "https://a.example//go/", "path"],
    ["plain http in public", "http://goproxy.cn/", "plain-http"],
    ["a private address", "https://10.0.0.1/", "private-address"],
    ["a private address over plain http", "http://192.168.1.5:8081/", "private-address"],
    ["loopback in decimal", "http://2130706433/", "private-address"],
    ["loopback in short form", "http://127.1/", "private-address"],
    ["loopback in octal", "http://0177.0.0.1/", "private-address"],
    ["IPv6 loopback", "http://[::1]/", "private-address"],
    ["a mapped private address", "https://[::ffff:10.0.0.1]/", "private-address"],
    ["the name localhost", "http://localhost:3000/", "private-address"],
    ["an escaped localhost", "http://%6cocalhost/", "private-address"],
    ["a link-local address", "http://169.254.169.254/latest/", "private-address"],
    ["a retired name", "https://gocenter.io", "phantom"],
    ["a phantom name", "https://goproxy.qiniu.com/", "phantom"],
    ["a phantom name with a dot at its end", "https://goproxy.qiniu.com./", "phantom"],
    ["a phantom path", "https://mirrors.aliyun.com/go/", "phantom"],
    ["501 characters", `https://a.example/${"x".repeat(483)}`, "too-long"],
  ])("%s", (_, text, code) => {
    expect(faultOf(() => parseBaseUrl(text, []))).toBe(code);
  });
});

describe("a base URL in normal form", () => {
  test.each([
    ["gains its trailing slash", "https://goproxy.cn", "https://goproxy.cn/"],
    ["keeps its path", "https://mirrors.aliyun.com/goproxy", "https://mirrors.aliyun.com/goproxy/"],
    ["drops the scheme's own port", "https://a.example:443/go/", "https://a.example/go/"],
    ["keeps another port", "https://a.example:8443/", "https://a.example:8443/"],
    ["has a lower-case host", "HTTPS://GoProxy.CN/", "https://goproxy.cn/"],
    ["may name a public address", "https://8.8.8.8/", "https://8.8.8.8/"],
    ["is its own normal form", "https://goproxy.cn/", "https://goproxy.cn/"],
  ])("%s", (_, text, normal) => {
    expect(parseBaseUrl(text, [])).toBe(normal);
  });

  test("passes plain http and a private address only for exactly the permitted origin", () => {
    const permitted = ["http://10.0.0.1:8081"];
    expect(parseBaseUrl("http://10.0.0.1:8081/go", permitted)).toBe("http://10.0.0.1:8081/go/");
    expect(faultOf(() => parseBaseUrl("http://10.0.0.1:8082/go", permitted))).toBe("private-address");
    expect(faultOf(() => parseBaseUrl("https://10.0.0.1:8081/go", permitted))).toBe("private-address");
  });

  test("is refused for a phantom name even with permission", () => {
    const run = () => parseBaseUrl("https://goproxy.qiniu.com/", ["https://goproxy.qiniu.com"]);
    expect(faultOf(run)).toBe("phantom");
  });
});

test("an index keeps its path and its query", () => {
  expect(parseResourceUrl("https://index.golang.org/index?limit=10&since=x", [])).toBe(
    "https://index.golang.org/index?limit=10&since=x",
  );
});

test("an origin has neither path nor query", () => {
  expect(parseOrigin("https://GOPROXY.corp.example:8443/")).toBe("https://goproxy.corp.example:8443");
  expect(faultOf(() => parseOrigin("https://goproxy.corp.example/go"))).toBe("path");
  expect(faultOf(() => parseOrigin("https://goproxy.corp.example/?"))).toBe("query");
});

test("a refusal never carries the value", () => {
  try {
    parseBaseUrl("https://user:hunter2@a.example/", []);
    expect.unreachable();
  } catch (error) {
    expect(JSON.stringify([String(error), error])).not.toContain("hunter2");
  }
});

test.each([
  ["https://user:hunter2@a.example/x", "https://***@a.example/x"],
  ["https://a.example/\u202ex\n", "https://a.example/⟨U+202E⟩x⟨U+000A⟩"],
  [`https://a.example/${"x".repeat(300)}`, `https://a.example/${"x".repeat(182)}…`],
])("a refused URL is shown without secrets or invisible characters: %j", (text, shown) => {
  expect(maskUrl(text)).toBe(shown);
});
