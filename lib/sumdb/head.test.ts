import { expect, test } from "vitest";
import { openHead, signHead } from "./head";
import { newSigner, parseVerifierKey, signNote } from "./note";
import { REAL_HEADS, REAL_KEY } from "./testdata/real-heads";

const signer = newSigner("sum.example", new Uint8Array(32).fill(7));
const { root } = REAL_HEADS[0] ?? { root: "" };

test.each(REAL_HEADS)("the real head of size $size opens to its size and root", ({ size, root, note }) => {
  expect(openHead(note, parseVerifierKey(REAL_KEY))).toEqual({ size, root });
});

test("the head of another database opens with that database's key", () => {
  const key = parseVerifierKey("gosum.io+ce6e7565+AY5qEHUk/qmHc5btzW45JVoENfazw8LielDsaI+lEbq6");
  const size = 56_431;
  const gosumRoot = "b7RJRhGEDAmIbdecPnyJsCgh0x9u+23qxh3fWCyVVcs=";
  const signature = `zm51ZVqJGN5U5qZxcbzblEeXvKYABVzfVFQwyEJge3jktE6lAycaYl7b15TJepOrBBBjvUXt0b92oBk2DRumCBzBFQ0=`;
  const note = `go.sum database tree\n${size}\n${gosumRoot}\n\n\u2014 gosum.io ${signature}\n`;
  expect(openHead(note, key)).toEqual({ size, root: gosumRoot });
  expect(() => openHead(note, parseVerifierKey(REAL_KEY))).toThrow("none of the known keys");
});

test("a head that we sign opens with our key", () => {
  expect(openHead(signHead({ size: 5, root }, signer), signer.key)).toEqual({ size: 5, root });
});

test("a changed size breaks the signature", () => {
  const note = signHead({ size: 5, root }, signer).replace("\n5\n", "\n6\n");
  expect(() => openHead(note, signer.key)).toThrow("does not fit the note");
});

test("a well signed text that is no tree head is refused", () => {
  expect(() => openHead(signNote("hello\n", [signer]), signer.key)).toThrow(TypeError);
});
