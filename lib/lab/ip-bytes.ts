import { isIPv4, isIPv6 } from "node:net";

/** The 4 or 16 bytes of an address. Throws a TypeError for what is not one. */
export function ipBytes(address: string): Uint8Array {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  if (isIPv6(address) && !address.includes(".") && !address.includes("%")) return ipv6Bytes(address);
  throw new TypeError(
    `${JSON.stringify(address)} is not an IPv4 address, nor an IPv6 address in hexadecimal`,
  );
}

function ipv6Bytes(address: string): Uint8Array {
  const [head = "", tail = ""] = address.split("::");
  const left = groups(head);
  const right = groups(tail);
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return Buffer.from([...left, ...zeros, ...right].map((group) => group.padStart(4, "0")).join(""), "hex");
}

function groups(text: string): string[] {
  return text === "" ? [] : text.split(":");
}
