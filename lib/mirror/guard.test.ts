import { describe, expect, it } from "vitest";
import { type AddressRange, addressRange, isAddressAllowed } from "./guard";

const VECTORS: readonly (readonly [AddressRange, readonly string[]])[] = [
  [
    "public",
    ["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"],
  ],
  ["public", ["128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0"]],
  ["public", ["192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255"]],
  [
    "public",
    [
      "2001:4860:4860::8888",
      "2400:3200::1",
      "2606:4700::6810:85e5",
      "2001:200::",
      "2a00:1450:4001:829::2011",
    ],
  ],
  [
    "private",
    ["10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.1", "192.168.255.255"],
  ],
  ["private", ["fc00::1", "fd12:3456:789a::1", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fec0::1"]],
  [
    "loopback",
    ["127.0.0.1", "127.255.255.254", "::1", "0:0:0:0:0:0:0:1", "0000:0000:0000:0000:0000:0000:0000:0001"],
  ],
  ["link-local", ["169.254.0.1", "169.254.169.254", "fe80::1", "FE80::1", "febf::1"]],
  ["shared", ["100.64.0.0", "100.100.100.200", "100.127.255.255"]],
  [
    "mapped",
    [
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "::FFFF:8.8.8.8",
      "0:0:0:0:0:ffff:1.1.1.1",
      "::10.0.0.1",
      "::8.8.8.8",
    ],
  ],
  [
    "translated",
    ["64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::a00:1", "64:ff9b:1:ffff::1", "::ffff:0:127.0.0.1"],
  ],
  [
    "translated",
    ["2002:7f00:1::", "2002:808:808::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "192.88.99.1"],
  ],
  ["documentation", ["192.0.2.1", "198.51.100.7", "203.0.113.255", "2001:db8::1", "3fff::1", "3fff:fff::1"]],
  ["benchmark", ["198.18.0.1", "198.19.255.255", "2001:2::1"]],
  ["multicast", ["224.0.0.1", "239.255.255.255", "ff02::1"]],
  ["translated", ["2400:3200::5efe:7f00:1", "2400:3200::200:5efe:10.0.0.1", "fe80::5efe:a00:1"]],
  ["public", ["168.63.129.15", "168.63.129.17", "2400:3200::5eff:7f00:1", "2400:3200::100:5efe:a00:1"]],
  ["platform", ["168.63.129.16"]],
  ["broadcast", ["255.255.255.255"]],
  ["unspecified", ["0.0.0.0", "0.1.2.3", "::", "0:0:0:0:0:0:0:0"]],
  [
    "reserved",
    ["192.0.0.1", "240.0.0.1", "255.255.255.254", "100::1", "5f00::1", "2001:20::1", "4000::1", "1::"],
  ],
  [
    "invalid",
    ["", " ", "localhost", "0", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1"],
  ],
  [
    "invalid",
    [
      "127.0.0.01",
      "127.0.0.1.",
      ".127.0.0.1",
      "127.0.0.256",
      "1e2.0.0.1",
      "+1.0.0.1",
      "127.0.0.1 ",
      "127.0.0.1\n",
    ],
  ],
  [
    "invalid",
    [
      "①②⑦.⓪.⓪.①",
      "127。0。0。1",
      "[::1]",
      "fe80::1%eth0",
      ":",
      ":::",
      "1::2::3",
      "::1:",
      ":1",
      "12345::",
      "g::",
    ],
  ],
  [
    "invalid",
    [
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "1:2:3:4:5:6:7:8::",
      "::1:2:3:4:5:6:7:8",
      "127.0.0.1::",
      "::127.1",
    ],
  ],
  ["invalid", ["::ffff:127.0.0.1:1", "1:2:3:4:5:6:7:127.0.0.1", "::ffff:0177.0.0.1", "::ffff:127.0.0.256"]],
];

describe("addressRange", () => {
  const rows = VECTORS.flatMap(([range, ips]) => ips.map((ip) => [ip, range] as const));

  it.each(rows)("%j is %s", (ip, range) => {
    expect(addressRange(ip)).toBe(range);
  });
});

describe("isAddressAllowed", () => {
  const CORP = "https://goproxy.corp.example";
  const rows = [
    ["a public address without permission", "8.8.8.8", CORP, [], true],
    ["a private address without permission", "10.0.0.1", CORP, [], false],
    ["a private address of a permitted origin", "10.0.0.1", CORP, [CORP], true],
    ["a mapped loopback address without permission", "::ffff:127.0.0.1", CORP, [], false],
    ["a NAT64 spelling of a public address", "64:ff9b::808:808", CORP, [], false],
    ["a permitted origin's other port", "10.0.0.1", `${CORP}:8443`, [CORP], false],
    ["a permitted origin's other scheme", "10.0.0.1", "http://goproxy.corp.example", [CORP], false],
    ["a longer name that begins like a permitted one", "10.0.0.1", `${CORP}.evil.example`, [CORP], false],
    ["no address at all, of a permitted origin", "127.1", CORP, [CORP], false],
  ] as const;

  it.each(rows)("%s", (_, ip, origin, privateOrigins, allowed) => {
    expect(isAddressAllowed(ip, origin, privateOrigins)).toBe(allowed);
  });

  it("refuses every address that is not public when nothing is permitted", () => {
    const refused = VECTORS.filter(([range]) => range !== "public").flatMap(([, ips]) => ips);
    expect(refused.filter((ip) => isAddressAllowed(ip, CORP, []))).toEqual([]);
    expect(refused.length).toBeGreaterThan(60);
  });
});
