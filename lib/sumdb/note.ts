import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { formatBase64, parseBase64 } from "./base64";
import { isPlainText } from "./plain-text";

/** An Ed25519 key that signs notes, known by its name and the hash of name and key. */
export type VerifierKey = {
  readonly name: string;
  readonly hash: number;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
};

/** One signature line, taken apart. */
export type Signature = {
  readonly name: string;
  readonly hash: number;
  readonly bytes: Uint8Array;
};

export type Note = {
  /** What is signed, its final newline included. */
  readonly text: string;
  readonly verified: readonly Signature[];
  /** Signatures by keys that we do not know: neither good nor bad. */
  readonly unverified: readonly Signature[];
};

export type Signer = {
  readonly key: VerifierKey;
  readonly sign: (text: string) => Uint8Array;
};

export type NoteErrorCode = "malformed-key" | "malformed-note" | "bad-signature" | "unverified";

/** A note or key that cannot be trusted; `code` says why. */
export class NoteError extends Error {
  override readonly name = "NoteError";
  readonly code: NoteErrorCode;

  constructor(code: NoteErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const ED25519 = 1;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const MAX_SIGNATURES = 100;
const MAX_LENGTH = 1_000_000;
const SIGNATURE_PREFIX = "\u2014 ";

// Node takes raw Ed25519 keys only inside their DER envelopes.
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * A verifier key's text, the hash being the first four bytes of SHA-256(name, newline, algorithm byte, key):
 *
 *   sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8
 *   name + hash in hex + base64 of the algorithm byte 1 (Ed25519) and the 32 bytes of the key
 *
 * Throws a NoteError `malformed-key`, also when the hash is not that of the key.
 */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = "", hex = "", base64 = ""] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(text) ?? [];
  const encoded = tryBase64(base64);
  if (!isName(name) || encoded === null || encoded.length !== KEY_BYTES + 1 || encoded[0] !== ED25519) {
    throw new NoteError("malformed-key", `${JSON.stringify(text.slice(0, 200))} is not a verifier key`);
  }
  const key = newVerifierKey(name, encoded.subarray(1));
  if (key.hash !== Number.parseInt(hex, 16)) {
    throw new NoteError("malformed-key", `the hash in verifier key ${text} is not that of its key`);
  }
  return key;
}

export function formatVerifierKey({ name, hash, publicKey }: VerifierKey): string {
  return `${name}+${formatHash(hash)}+${formatBase64(encodeKey(publicKey))}`;
}

/**
 * Opens a signed note: a text, an empty line, and signature lines, each an em dash, a name, and base64 of the key's
 * hash (4 bytes, big endian) and the signature.
 *
 *   go.sum database tree
 *   …
 *
 *   — sum.golang.org Az3grlYpcKcfSFLwqBnUztFjLwu4+…
 *
 * At least one of the keys must have signed. Throws a NoteError: `malformed-note`, `bad-signature` when a key that we
 * know did not make its signature, `unverified` when none of them signed.
 *
 * https://go.googlesource.com/mod/+/refs/heads/master/sumdb/note/note.go
 */
export function openNote(note: string, keys: readonly VerifierKey[]): Note {
  const { text, signatures } = splitNote(note);
  const verified = new Map<string, Signature>();
  const unverified: Signature[] = [];
  for (const signature of signatures) {
    const key = keys.find(({ name, hash }) => name === signature.name && hash === signature.hash);
    if (key === undefined) unverified.push(signature);
    else if (!verified.has(formatSignerId(signature))) {
      checkSignature(text, signature, key);
      verified.set(formatSignerId(signature), signature);
    }
  }
  if (verified.size === 0) throw new NoteError("unverified", "the note is signed by none of the known keys");
  return { text, verified: [...verified.values()], unverified };
}

/** The note of that text, signed by each signer in turn. Throws a NoteError when the text cannot be one of a note. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith("\n") || !isPlainText(text)) {
    throw new NoteError("malformed-note", "a note's text ends in a newline and holds no control character");
  }
  const lines = signers.map((signer) => formatSignature(signer.key, signer.sign(text)));
  return `${text}\n${lines.join("")}`;
}

/** A signer whose private key is that seed of 32 bytes. */
export function newSigner(name: string, seed: Uint8Array): Signer {
  if (!isName(name)) throw new NoteError("malformed-key", `${JSON.stringify(name)} cannot be a key's name`);
  if (seed.length !== KEY_BYTES)
    throw new NoteError("malformed-key", `a seed of ${seed.length} bytes is not 32`);
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: "der",
    type: "pkcs8",
  });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return {
    key: newVerifierKey(name, new Uint8Array(spki.subarray(SPKI_PREFIX.length))),
    sign: (text) => new Uint8Array(sign(null, Buffer.from(text), privateKey)),
  };
}

function newVerifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  const digest = createHash("sha256").update(`${name}\n`).update(encodeKey(publicKey)).digest();
  return { name, hash: digest.readUInt32BE(0), publicKey };
}

function encodeKey(publicKey: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(ED25519), publicKey]);
}

function splitNote(note: string): { text: string; signatures: Signature[] } {
  if (note.length > MAX_LENGTH || !isPlainText(note)) {
    throw new NoteError(
      "malformed-note",
      "a note is at most 1,000,000 characters and holds no control character",
    );
  }
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0 || !note.endsWith("\n") || blank + 2 === note.length) {
    throw new NoteError("malformed-note", "a note has an empty line and whole signature lines after it");
  }
  const lines = note.slice(blank + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) {
    throw new NoteError("malformed-note", `a note with ${lines.length} signatures has too many`);
  }
  return { text: note.slice(0, blank + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): Signature {
  const [name = "", base64 = "", ...rest] = line.slice(SIGNATURE_PREFIX.length).split(" ");
  const bytes = tryBase64(base64);
  if (
    !line.startsWith(SIGNATURE_PREFIX) ||
    !isName(name) ||
    rest.length > 0 ||
    bytes === null ||
    bytes.length < 5
  ) {
    throw new NoteError("malformed-note", `${JSON.stringify(line.slice(0, 200))} is not a signature line`);
  }
  return { name, hash: Buffer.from(bytes).readUInt32BE(0), bytes: bytes.subarray(4) };
}

function formatSignature({ name, hash }: VerifierKey, signature: Uint8Array): string {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(hash);
  return `${SIGNATURE_PREFIX}${name} ${formatBase64(Buffer.concat([head, signature]))}\n`;
}

function checkSignature(text: string, { bytes }: Signature, key: VerifierKey): void {
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, key.publicKey]),
    format: "der",
    type: "spki",
  });
  if (bytes.length !== SIGNATURE_BYTES || !verify(null, Buffer.from(text), publicKey, bytes)) {
    throw new NoteError("bad-signature", `the signature of ${formatSignerId(key)} does not fit the note`);
  }
}

function formatSignerId({ name, hash }: { name: string; hash: number }): string {
  return `${name}+${formatHash(hash)}`;
}

function formatHash(hash: number): string {
  return hash.toString(16).padStart(8, "0");
}

function tryBase64(text: string): Uint8Array | null {
  try {
    return parseBase64(text);
  } catch {
    return null;
  }
}

/** Go's rule: not empty, no white space of Unicode, no plus sign. */
function isName(name: string): boolean {
  return name !== "" && !/[\p{White_Space}+]/u.test(name) && isPlainText(name);
}
