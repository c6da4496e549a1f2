import { expect, test } from "vitest";
import { formatDataTile, formatLookup, formatRecord, parseLookup, recordLines } from "./record";
import { recordHash } from "./tlog";

const zip = "h1:Gkbcsh/GbpXz7lPftLA3P6TYMwjCLYm83jiFQZF/3gY=";
const mod = "h1:TIyPZe4MgqvfeYDBFedMoGGpEw/LqOeaOT+nhxU+yHo=";
const uuid = formatRecord("github.com/google/uuid", "v1.1.1", { zip, mod });
const note = "go.sum database tree\n843\nroot\n\n\u2014 sum.example AAAA\n";
const body = `842\n${uuid}\n${note}`;

test("the record of google/uuid v1.1.1 hashes to leaf 842 of the real log", () => {
  const leaf = "gCGotQKRpCpTloDkBuQHaEaIfNvKFRiwWgilbJLPPm0=";
  expect(Buffer.from(recordHash(uuid)).toString("base64")).toBe(leaf);
});

test("a lookup is a number, a record, an empty line and a head", () => {
  expect(parseLookup(body)).toEqual({ id: 842, text: uuid, note });
  expect(formatLookup(parseLookup(body))).toBe(body);
});

const BAD = [
  { name: "nothing", body: "" },
  { name: "HTML", body: "<html>\n<body>\n\n</body>\n" },
  { name: "no head", body: `842\n${uuid}` },
  { name: "no record", body: `842\n\n${note}` },
  { name: "a record that begins with an empty line", body: `842\n\n\n${note}` },
  { name: "a sign before its number", body: `+${body}` },
  { name: "a zero before its number", body: `0${body}` },
  { name: "a negative number", body: `-${body}` },
  { name: "carriage returns", body: body.replaceAll("\n", "\r\n") },
  { name: "a control character in the record", body: body.replace("google", "goo\u0000gle") },
];
test.each(BAD)("a lookup with $name is refused", ({ body: bad }) => {
  expect(() => parseLookup(bad)).toThrow(TypeError);
});

test("a record's lines are found by the exact module and version", () => {
  expect(recordLines(uuid, "github.com/google/uuid", "v1.1.1")).toEqual({ zip, mod });
});

test.each([
  { name: "another module", module: "github.com/google/uui", version: "v1.1.1" },
  { name: "a longer module", module: "github.com/google/uuid/v2", version: "v1.1.1" },
  { name: "another version", module: "github.com/google/uuid", version: "v1.1" },
])("a record holds no line for $name", ({ module, version }) => {
  expect(recordLines(uuid, module, version)).toEqual({ zip: null, mod: null });
});

test("a hash of an unknown kind is passed over", () => {
  const lines = `github.com/google/uuid v1.1.1 h2:x\n${uuid}`;
  expect(recordLines(lines, "github.com/google/uuid", "v1.1.1").zip).toBe(zip);
});

test("lines are not taken out of the head", () => {
  const forged = `842\nexample.com/other v1.0.0 ${zip}\n\ngo.sum database tree\n1\nroot\n${uuid}\n\u2014 s AAAA\n`;
  expect(recordLines(parseLookup(forged).text, "github.com/google/uuid", "v1.1.1").zip).toBeNull();
});

test("a data tile is each record and an empty line", () => {
  expect(formatDataTile(["a\nb\n", "c\n"])).toBe("a\nb\n\nc\n\n");
});
