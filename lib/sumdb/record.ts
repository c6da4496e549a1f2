import { parseDecimal } from "./decimal";
import { isPlainText } from "./plain-text";

/** The answer of `lookup/M@V`, taken apart and not yet authenticated. */
export type Lookup = {
  readonly id: number;
  /** The record: go.sum lines, its final newline included. The log's leaf is the hash of exactly this. */
  readonly text: string;
  /** A signed head whose tree covers the record. */
  readonly note: string;
};

/** The hashes that a record holds for one module version, `h1:…`; null where it holds none. */
export type RecordLines = { readonly zip: string | null; readonly mod: string | null };

/**
 * A lookup's body: the record's number, the record, an empty line, and a signed head.
 *
 *   842
 *   github.com/google/uuid v1.1.1 h1:Gkbcsh/GbpXz7lPftLA3P6TYMwjCLYm83jiFQZF/3gY=
 *   github.com/google/uuid v1.1.1/go.mod h1:TIyPZe4MgqvfeYDBFedMoGGpEw/LqOeaOT+nhxU+yHo=
 *
 *   go.sum database tree
 *   …
 *
 * Throws a TypeError naming what is wrong. The head is left to openHead.
 */
export function parseLookup(body: string): Lookup {
  const start = body.indexOf("\n") + 1;
  const blank = body.indexOf("\n\n", start);
  if (start === 0 || blank < 0)
    throw new TypeError("a lookup has a number, a record, an empty line and a head");
  const id = parseDecimal(body.slice(0, start - 1));
  const text = body.slice(start, blank + 1);
  checkRecordText(text);
  return { id, text, note: body.slice(blank + 2) };
}

export function formatLookup({ id, text, note }: Lookup): string {
  return `${id}\n${text}\n${note}`;
}

/**
 * The hashes for exactly this module version. Only a text whose hash was proven to be in the log may be asked: what
 * stands behind it in a lookup's answer, the head included, proves nothing about a module.
 */
export function recordLines(text: string, module: string, version: string): RecordLines {
  const lines = text.split("\n");
  return {
    zip: findHash(lines, `${module} ${version} `),
    mod: findHash(lines, `${module} ${version}/go.mod `),
  };
}

export function formatRecord(module: string, version: string, hashes: { zip: string; mod: string }): string {
  return `${module} ${version} ${hashes.zip}\n${module} ${version}/go.mod ${hashes.mod}\n`;
}

/** A data tile: the records' texts, each followed by an empty line. */
export function formatDataTile(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}

function findHash(lines: readonly string[], prefix: string): string | null {
  const line = lines.find((candidate) => candidate.startsWith(`${prefix}h1:`));
  return line === undefined ? null : line.slice(prefix.length);
}

/** Throws a TypeError unless the text is whole lines, none of them empty, without control characters. */
function checkRecordText(text: string): void {
  if (!isPlainText(text) || text.startsWith("\n") || !text.endsWith("\n")) {
    throw new TypeError(`${JSON.stringify(text.slice(0, 100))} is not the text of a record`);
  }
}
