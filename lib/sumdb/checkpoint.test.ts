import { expect, test } from "vitest";
import { formatCheckpoint, parseCheckpoint } from "./checkpoint";

const root = "UDMD+tZJasiuDP4BOEsBar7NPLZCTCUvmmdToIY+OTc=";
const text = `go.sum database tree\n70991285\n${root}\n`;

test("a checkpoint is read and written back the same", () => {
  expect(parseCheckpoint(text)).toEqual({ size: 70_991_285, root });
  expect(formatCheckpoint(parseCheckpoint(text))).toBe(text);
});

test("lines after the root are allowed and mean nothing", () => {
  expect(parseCheckpoint(`${text}rsc.io/quote v1.5.2 h1:x\n`)).toEqual({ size: 70_991_285, root });
});

test("the largest size is the largest integer that a number holds exactly", () => {
  expect(parseCheckpoint(text.replace("70991285", "9007199254740991")).size).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => parseCheckpoint(text.replace("70991285", "9007199254740992"))).toThrow("below 2^53");
});

const BAD = [
  { name: "another heading", text: text.replace("tree", "trees"), error: "begins with" },
  { name: "no final newline", text: text.trimEnd(), error: "three whole lines" },
  { name: "no root", text: "go.sum database tree\n5\n", error: "three whole lines" },
  { name: "a leading zero", text: text.replace("7099", "07099"), error: "decimal" },
  { name: "a sign", text: text.replace("7099", "+7099"), error: "decimal" },
  { name: "a negative size", text: text.replace("7099", "-7099"), error: "decimal" },
  { name: "a size of 2^62", text: text.replace("70991285", "4611686018427387904"), error: "decimal" },
  { name: "an empty size", text: text.replace("70991285", ""), error: "decimal" },
  { name: "a carriage return", text: text.replace("70991285", "70991285\r"), error: "decimal" },
  {
    name: "a root of 31 bytes",
    text: text.replace(root, Buffer.alloc(31).toString("base64")),
    error: "32 bytes",
  },
  { name: "loose final bits", text: text.replace("OTc=", "OTd="), error: "base64" },
  { name: "an endless tail", text: text + "x".repeat(1_000_000), error: "too long" },
];
test.each(BAD)("a checkpoint with $name is refused", ({ text: bad, error }) => {
  expect(() => parseCheckpoint(bad)).toThrow(error);
});
