import { expect, test } from "vitest";
import { checkZipNames, readFirstName, readZipDirectory } from "./zip-directory";
import { writeZip } from "./zip-writer";

const PREFIX = "a.b/c@v1.0.0/";
const bytes = (text: string) => new TextEncoder().encode(text);
const zipOf = (...names: string[]) => writeZip(names.map((name) => ({ name, data: bytes(name.repeat(3)) })));
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
  return null;
};

test("names and sizes are read from a whole zip", () => {
  const entries = readZipDirectory(
    zipOf(`${PREFIX}go.mod`, `${PREFIX}ä/b.go`),
    zipOf(`${PREFIX}go.mod`, `${PREFIX}ä/b.go`).length,
  );
  expect(entries.map(({ name }) => name)).toEqual([`${PREFIX}go.mod`, `${PREFIX}ä/b.go`]);
  expect(entries[0]).toMatchObject({ method: 8, bytes: 57, headerOffset: 0, hasDescriptor: false });
});

test("the tail alone is enough once it holds the directory", () => {
  const zip = zipOf(...Array.from({ length: 300 }, (_, i) => `${PREFIX}file-${i}.go`));
  const directoryBytes = Buffer.from(zip).readUInt32LE(zip.length - 10);
  const enough = zip.subarray(zip.length - 22 - directoryBytes);
  expect(readZipDirectory(enough, zip.length)).toHaveLength(300);
  expect(codeOf(() => readZipDirectory(enough.subarray(1), zip.length))).toBe("tail-too-short");
});

test("bytes before and after the zip are allowed, as the go command allows them", () => {
  const zip = zipOf(`${PREFIX}go.mod`);
  const before = Buffer.concat([bytes("garbage"), zip]);
  expect(readZipDirectory(before, before.length)).toHaveLength(1);
  const commented = Buffer.concat([zip, bytes("comment")]);
  expect(readZipDirectory(commented, commented.length)).toHaveLength(1);
});

test("a count of more than 16 bits may have wrapped", () => {
  const zip = Buffer.from(zipOf(`${PREFIX}a`, `${PREFIX}b`));
  zip.writeUInt16LE(3, zip.length - 12);
  expect(codeOf(() => readZipDirectory(zip, zip.length))).toBe("not-a-zip");
});

test("the 64-bit end record and extra field are read", () => {
  const zip = toZip64(Buffer.from(zipOf(`${PREFIX}go.mod`)));
  expect(readZipDirectory(zip, zip.length)).toEqual([
    {
      name: `${PREFIX}go.mod`,
      method: 8,
      crc32: expect.any(Number),
      compressedBytes: expect.any(Number),
      bytes: 57,
      headerOffset: 0,
      hasDescriptor: false,
    },
  ]);
  expect(codeOf(() => readZipDirectory(zip.subarray(zip.length - 50), zip.length))).toBe("tail-too-short");
});

test("a 64-bit size beyond what a file can have is refused", () => {
  const zip = toZip64(Buffer.from(zipOf(`${PREFIX}go.mod`)));
  zip.writeBigUInt64LE(2n ** 63n, zip.length - 22 - 20 - 56 + 40);
  expect(codeOf(() => readZipDirectory(zip, zip.length))).toBe("not-a-zip");
});

test.each([
  ["nothing", () => new Uint8Array()],
  ["a page", () => bytes("<html>not a zip</html>".repeat(10))],
  ["an end record that points past the file", () => damaged(-6, 0xff)],
  ["a directory longer than the file", () => damaged(-8, 0xff)],
  ["a wrong signature of an entry", () => damaged(-22 - 46 - PREFIX.length - 6, 0)],
  ["a count that differs", () => damaged(-12, 9)],
  ["a name that reaches past the file", () => damaged(-22 - 46 - PREFIX.length - 6 + 29, 0xff)],
])("%s is not a zip", (_, make) => {
  const zip = make();
  expect(codeOf(() => readZipDirectory(zip, zip.length))).toBe("not-a-zip");
});

test("a file cut short is not a zip", () => {
  const zip = zipOf(`${PREFIX}go.mod`, `${PREFIX}a.go`);
  for (let length = 0; length < zip.length; length++) {
    expect(codeOf(() => readZipDirectory(zip.subarray(0, length), length))).toBe("not-a-zip");
  }
});

test("no flipped byte makes the reader fail otherwise than with a ZipError", () => {
  const zip = toZip64(Buffer.from(zipOf(`${PREFIX}go.mod`, `${PREFIX}a.go`)));
  for (let at = 0; at < zip.length; at++) {
    for (const value of [0, 1, 0x7f, 0xff]) {
      const copy = Buffer.from(zip);
      copy[at] = value;
      expect([null, "not-a-zip", "bad-entry", "tail-too-short", "unsafe-name"]).toContain(
        codeOf(() => readZipDirectory(copy, copy.length)),
      );
    }
  }
});

test("the first file's name is read from the first bytes", () => {
  const zip = zipOf(`${PREFIX}go.mod`);
  expect(readFirstName(zip.subarray(0, 60))).toBe(`${PREFIX}go.mod`);
  expect(codeOf(() => readFirstName(zip.subarray(0, 40)))).toBe("tail-too-short");
  expect(codeOf(() => readFirstName(zip.subarray(0, 10)))).toBe("not-a-zip");
  expect(codeOf(() => readFirstName(bytes("<html>".repeat(10))))).toBe("not-a-zip");
});

test.each([
  ["files below the prefix", [`${PREFIX}go.mod`, `${PREFIX}a/b..c.go`, PREFIX], null],
  ["a directory", [`${PREFIX}a/`], null],
  ["no file at all", [], "not-a-zip"],
  ["another module", ["a.b/d@v1.0.0/go.mod"], "prefix-differs"],
  ["another version", ["a.b/c@v1.0.1/go.mod"], "prefix-differs"],
  ["a longer version", ["a.b/c@v1.0.0-rc/go.mod"], "prefix-differs"],
  ["an absolute name", ["/etc/passwd"], "prefix-differs"],
  ["a way up", [`${PREFIX}../x`], "unsafe-name"],
  ["a way up at the end", [`${PREFIX}a/..`], "unsafe-name"],
  ["an empty element", [`${PREFIX}a//b`], "unsafe-name"],
  ["a slash after the prefix", [`${PREFIX}/etc/passwd`], "unsafe-name"],
  ["a backslash", [`${PREFIX}..\\x`], "unsafe-name"],
  ["a line break", [`${PREFIX}a\nb`], "unsafe-name"],
])("names: %s", (_, names, want) => {
  const zip = zipOf(...names);
  expect(codeOf(() => checkZipNames(readZipDirectory(zip, zip.length), "a.b/c", "v1.0.0"))).toBe(want);
});

test("a name that is not UTF-8 is refused", () => {
  const zip = zipOf(`${PREFIX}go.mod`);
  zip[zip.length - 23] = 0xff;
  expect(codeOf(() => readZipDirectory(zip, zip.length))).toBe("unsafe-name");
});

/** A one-file zip with one byte changed; a negative place counts from the end. */
function damaged(place: number, value: number): Uint8Array {
  const zip = zipOf(`${PREFIX}go.mod`);
  zip[zip.length + place] = value;
  return zip;
}

/** The same zip with sizes and offset of its last entry, and its whole end record, in their 64-bit form. */
function toZip64(zip: Buffer): Buffer {
  const end = zip.length - 22;
  const start = zip.readUInt32LE(end + 16);
  const count = zip.readUInt16LE(end + 10);
  const last = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const entry = Buffer.from(zip.subarray(last, end));
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  for (const [i, from] of [24, 20, 42].entries()) {
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(from)), 4 + 8 * i);
    entry.writeUInt32LE(0xffffffff, from);
  }
  entry.writeUInt16LE(28, 30);
  const front = zip.subarray(0, last);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(last - start + entry.length + 28), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(last + entry.length + 28), 8);
  const end32 = Buffer.alloc(22);
  end32.writeUInt32LE(0x06054b50, 0);
  end32.writeUInt16LE(0xffff, 10);
  end32.writeUInt32LE(0xffffffff, 12);
  end32.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([front, entry, extra, end64, locator, end32]);
}
