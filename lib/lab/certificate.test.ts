import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { newAuthority, newIdentity, newSelfSigned } from "./certificate";
import { newIdentities } from "./identities";

const NOW = Date.UTC(2026, 0, 15);
const VALIDITY = { from: NOW, to: NOW + 86_400_000 };

test("a root is its own issuer and may sign", () => {
  const root = new X509Certificate(newAuthority("a root", VALIDITY).cert);
  expect([root.ca, root.subject, root.issuer]).toEqual([true, "CN=a root", "CN=a root"]);
  expect(root.verify(root.publicKey)).toBe(true);
});

test("a leaf carries its names and addresses, its validity, its issuer's signature and its own key", () => {
  const authority = newAuthority("a root", VALIDITY);
  const identity = newIdentity(authority, ["localhost", "127.0.0.1", "::1", "2001:db8::5"], VALIDITY);
  const leaf = new X509Certificate(identity.cert);
  const root = new X509Certificate(authority.cert);
  expect(leaf.verify(root.publicKey)).toBe(true);
  expect(leaf.checkIssued(root)).toBe(true);
  expect(leaf.checkPrivateKey(createPrivateKey(identity.key))).toBe(true);
  expect(leaf.ca).toBe(false);
  expect([leaf.checkHost("localhost"), leaf.checkHost("other")]).toEqual(["localhost", undefined]);
  expect([leaf.checkIP("127.0.0.1"), leaf.checkIP("::1"), leaf.checkIP("2001:db8::5")]).toEqual([
    "127.0.0.1",
    "::1",
    "2001:db8::5",
  ]);
  expect([Date.parse(leaf.validFrom), Date.parse(leaf.validTo)]).toEqual([VALIDITY.from, VALIDITY.to]);
});

test("one that is signed by itself is its own issuer, and no root's", () => {
  const leaf = new X509Certificate(newSelfSigned(["localhost", "127.0.0.1"], VALIDITY).cert);
  expect(leaf.subject).toBe(leaf.issuer);
  expect(leaf.verify(leaf.publicKey)).toBe(true);
  expect(leaf.checkIP("127.0.0.1")).toBe("127.0.0.1");
  const { publicKey } = new X509Certificate(newAuthority("localhost", VALIDITY).cert);
  expect(leaf.verify(publicKey)).toBe(false);
});

test("serial numbers differ", () => {
  const authority = newAuthority("a root", VALIDITY);
  const serials = Array.from({ length: 20 }, () => {
    return new X509Certificate(newIdentity(authority, ["a"], VALIDITY).cert).serialNumber;
  });
  expect(new Set(serials).size).toBe(20);
});

test("of the lab's certificates one is wrong in each way", () => {
  const { ca, good, expired, wrongName, untrusted } = newIdentities(NOW);
  const root = new X509Certificate(ca);
  const facts = [good, expired, wrongName, untrusted].map(({ cert }) => {
    const leaf = new X509Certificate(cert);
    return [
      leaf.verify(root.publicKey),
      Date.parse(leaf.validTo) > NOW,
      leaf.checkIP("127.0.0.1") !== undefined,
    ];
  });
  expect(facts).toEqual([
    [true, true, true],
    [true, false, true],
    [true, true, false],
    [false, true, true],
  ]);
});
