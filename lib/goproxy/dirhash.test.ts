import { expect, test } from "vitest";
import { hash1, hashGoMod, hashZip } from "./dirhash";
import { ZipError } from "./zip-directory";
import { writeZip } from "./zip-writer";

const bytes = (text: string) => new TextEncoder().encode(text);

test("the vector of x/mod's own test", () => {
  const files = [
    { name: "xyz", data: bytes("data for xyz") },
    { name: "abc", data: bytes("data for abc") },
  ];
  expect(hash1(files)).toBe("h1:EP6WfDoQTSk9klnxcjriWJOGztueJUywHNmWeq+efB8=");
});

test.each([
  ["an empty go.mod", "", "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY="],
  [
    "the synthetic go.mod of pkg/errors",
    "module github.com/pkg/errors\n",
    "h1:bwawxfHBFNV+L2hUp1rHADufV3IMtnDRdf1r5NINEl0=",
  ],
  [
    "the toolchain's go.mod",
    "module golang.org/toolchain\n",
    "h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=",
  ],
])("%s hashes as the checksum database has it", (_, text, want) => {
  expect(hashGoMod(bytes(text))).toBe(want);
});

const FILES = [
  { name: "a.b/c@v1.0.0/😀.go", data: bytes("x".repeat(5000)) },
  { name: "a.b/c@v1.0.0/\uFFEE.go", data: bytes("stored, being short") },
  { name: "a.b/c@v1.0.0/", data: new Uint8Array() },
];

test("names are ordered by their bytes, not by UTF-16", () => {
  expect(hash1(FILES)).toBe(hash1([...FILES].reverse()));
  // From golang.org/x/mod/sumdb/dirhash over the same files.
  expect(hash1(FILES)).toBe("h1:SLACzmjjcSqOvJN/ucQsAJ8f689l4fJ0H/lCXRGOHKg=");
});

test("a zip hashes as its files, however it is packed and whatever stands before it", () => {
  const zip = writeZip(FILES);
  expect(hashZip(zip)).toBe(hash1(FILES));
  expect(hashZip(writeZip([...FILES].reverse()))).toBe(hash1(FILES));
  expect(hashZip(Buffer.concat([bytes("garbage before"), zip]))).toBe(hash1(FILES));
});

test("a name with a line break is refused", () => {
  expect(() => hash1([{ name: "a\nb", data: bytes("") }])).toThrow("has a line break");
});

test.each([
  ["the data", 60],
  ["its checksum in the directory", -1],
])("a flipped bit in %s is found", (_, where) => {
  const zip = writeZip([{ name: "a.b/c@v1.0.0/f", data: bytes("a file that is too short to deflate") }]);
  const at = where < 0 ? zip.length - 22 - 46 - "a.b/c@v1.0.0/f".length + 16 : where;
  zip[at] = (zip[at] ?? 0) ^ 1;
  expect(() => hashZip(zip)).toThrow(expect.objectContaining({ code: "bad-data" }));
});

test("a file named twice is refused, as the go command does", () => {
  const file = { name: "a.b/c@v1.0.0/f", data: bytes("x") };
  expect(() => hashZip(writeZip([file, file]))).toThrow("is there twice");
});

test("a zip that claims to unpack to more than 500 MiB is refused before it is unpacked", () => {
  const name = "a.b/c@v1.0.0/f";
  const zip = Buffer.from(writeZip([{ name, data: bytes("x".repeat(1000)) }]));
  zip.writeUInt32LE(600 * 1024 * 1024, zip.length - 22 - 46 - name.length + 24);
  expect(() => hashZip(zip)).toThrow(expect.objectContaining({ code: "too-large" }));
});

test("data that inflates to more than it says is refused", () => {
  const name = "a.b/c@v1.0.0/f";
  const zip = Buffer.from(writeZip([{ name, data: bytes("x".repeat(1000)) }]));
  zip.writeUInt32LE(10, zip.length - 22 - 46 - name.length + 24);
  expect(() => hashZip(zip)).toThrow(ZipError);
});
