import { expect, test } from "vitest";
import {
  formatVerifierKey,
  NoteError,
  type NoteErrorCode,
  newSigner,
  openNote,
  parseVerifierKey,
  signNote,
} from "./note";
import { REAL_HEADS, REAL_KEY } from "./testdata/real-heads";

const signer = newSigner("sum.example", new Uint8Array(32).fill(7));
const other = newSigner("other.example", new Uint8Array(32).fill(8));
const text = "first line\nsecond line\n";
const signed = signNote(text, [signer]);
const signatureLine = signed.slice(text.length + 1);

function codeOf(run: () => unknown): NoteErrorCode | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof NoteError) return error.code;
    throw error;
  }
}

const KEYS = [
  REAL_KEY,
  "gosum.io+ce6e7565+AY5qEHUk/qmHc5btzW45JVoENfazw8LielDsaI+lEbq6",
  "localhost.localdev/sumdb+00000c67+AcTrnkbUA+TU4heY3hkjiSES/DSQniBqIeQ/YppAUtK6",
];
test.each(KEYS)("the verifier key %s parses and is written back the same", (key) => {
  expect(formatVerifierKey(parseVerifierKey(key))).toBe(key);
});

const BAD_KEYS = [
  { name: "an empty text", key: "" },
  { name: "no hash", key: "sum.golang.org" },
  { name: "a hash of another key", key: REAL_KEY.replace("033de0ae", "033de0af") },
  { name: "another name", key: REAL_KEY.replace("golang", "golang2") },
  { name: "an upper-case hash", key: REAL_KEY.replace("033de0ae", "033DE0AE") },
  { name: "a hash of nine digits", key: REAL_KEY.replace("033de0ae", "0033de0ae") },
  { name: "an empty name", key: REAL_KEY.replace("sum.golang.org", "") },
  { name: "a space in its name", key: REAL_KEY.replace("sum.", "sum ") },
  { name: "a key of 31 bytes", key: `${REAL_KEY.slice(0, -4)}AA==` },
  { name: "loose base64", key: `${REAL_KEY}\n` },
];
test.each(BAD_KEYS)("a verifier key with $name is refused", ({ key }) => {
  expect(codeOf(() => parseVerifierKey(key))).toBe("malformed-key");
});

test("a note that we sign opens with our key", () => {
  expect(openNote(signed, [signer.key])).toMatchObject({
    text,
    verified: [{ name: "sum.example" }],
    unverified: [],
  });
});

test("a signature line is an em dash, the key's name and base64 of the key's hash and the signature", () => {
  const [dash, name, base64] = signatureLine.trimEnd().split(" ");
  const bytes = Buffer.from(base64 ?? "", "base64");
  expect([dash, name, bytes.length, bytes.readUInt32BE(0)]).toEqual([
    "\u2014",
    "sum.example",
    68,
    signer.key.hash,
  ]);
});

test.each(REAL_HEADS)("the real head of size $size opens with the production key", ({ note }) => {
  expect(openNote(note, [parseVerifierKey(REAL_KEY)]).verified).toHaveLength(1);
});

test("a note is split at its last empty line", () => {
  const inner = `${signed}\nmore\n`;
  expect(openNote(signNote(inner, [signer]), [signer.key]).text).toBe(inner);
});

test("signatures of unknown keys are kept apart, and one known key is enough", () => {
  const note = openNote(signNote(text, [other, signer]), [signer.key]);
  expect(note.verified.map(({ name }) => name)).toEqual(["sum.example"]);
  expect(note.unverified.map(({ name }) => name)).toEqual(["other.example"]);
});

test("a repeated signature of the same key is not judged again", () => {
  const bad = `${signatureLine.slice(0, -5)}AA==\n`;
  expect(openNote(signed + bad, [signer.key]).verified).toHaveLength(1);
});

const BAD_NOTES: { name: string; note: string; code: NoteErrorCode }[] = [
  { name: "no signature line", note: text, code: "malformed-note" },
  { name: "nothing after its empty line", note: `${text}\n`, code: "malformed-note" },
  { name: "no final newline", note: signed.slice(0, -1), code: "malformed-note" },
  { name: "a hyphen in place of the em dash", note: signed.replace("\u2014", "-"), code: "malformed-note" },
  { name: "no name", note: signed.replace("sum.example", ""), code: "malformed-note" },
  {
    name: "a plus sign in a name",
    note: signed.replace("sum.example", "sum+example"),
    code: "malformed-note",
  },
  { name: "loose base64", note: `${signed.trimEnd()}=\n`, code: "malformed-note" },
  { name: "a third word", note: `${signed.trimEnd()} x\n`, code: "malformed-note" },
  { name: "a signature of no byte", note: `${text}\n\u2014 sum.example AAAAAA==\n`, code: "malformed-note" },
  { name: "a tab", note: signed.replace("first line", "first\tline"), code: "malformed-note" },
  { name: "a carriage return", note: signed.replace("\n", "\r\n"), code: "malformed-note" },
  { name: "half a surrogate pair", note: signed.replace("first", "\ud800"), code: "malformed-note" },
  { name: "101 signatures", note: `${text}\n${signatureLine.repeat(101)}`, code: "malformed-note" },
  {
    name: "more than 1,000,000 characters",
    note: `${"x".repeat(1_000_000)}\n${signed}`,
    code: "malformed-note",
  },
  {
    name: "another text under a known signature",
    note: signed.replace("first", "other"),
    code: "bad-signature",
  },
  { name: "no signature of a known key", note: signNote(text, [other]), code: "unverified" },
];
test.each(BAD_NOTES)("a note with $name is $code", ({ note, code }) => {
  expect(codeOf(() => openNote(note, [signer.key]))).toBe(code);
});

test("a key of the same name and another hash has not signed", () => {
  const namesake = newSigner("sum.example", new Uint8Array(32).fill(9));
  expect(codeOf(() => openNote(signNote(text, [namesake]), [signer.key]))).toBe("unverified");
});

test("100 signatures are allowed", () => {
  expect(openNote(`${text}\n${signatureLine.repeat(100)}`, [signer.key]).verified).toHaveLength(1);
});

test.each(["no final newline", "a\u0007bell\n"])("the text %j is not signed", (bad) => {
  expect(codeOf(() => signNote(bad, [signer]))).toBe("malformed-note");
});

test.each(["", "a b", "a+b", "a\u0085b"])("no key can be named %j", (name) => {
  expect(codeOf(() => newSigner(name, new Uint8Array(32)))).toBe("malformed-key");
});
