import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from "yaml";
import { CONFIG_TEXTS, type ConfigWords } from "@/lib/text/config";

/** Keys and list positions from the top of gomirrors.yaml down to what is meant. */
export type Place = readonly (string | number)[];

/** Something wrong at one place of the file; with `key`, at that key of the mapping there. */
export type Problem = {
  readonly place: Place;
  readonly key?: string;
  readonly severity: "error" | "warning";
  readonly words: ConfigWords;
};

/** What is said of a wrong gomirrors.yaml: where and why, never with a text of the file. */
export type Finding = {
  readonly code: string;
  readonly severity: "error" | "warning";
  /** Such as `gomirrors.yaml:12:5 mirrors[0].url`. */
  readonly where: string;
  readonly text: ConfigWords["text"];
  readonly fix: ConfigWords["fix"];
};

/** A file as YAML: its plain value, and a way from a problem's place to its line. */
export type ConfigText = {
  /** Null when the text is no YAML; `findings` say why. */
  readonly value: unknown;
  readonly findings: readonly Finding[];
  readonly locate: (problem: Problem) => Finding;
  /** The line of a place, or of the nearest thing around it that the file has. */
  readonly lineOf: (place: Place) => number;
};

const MAX_CHARACTERS = 1_000_000;

/** Words of the parser's error codes that help a reader; others are only "not YAML". */
const SYNTAX: Readonly<Record<string, string>> = {
  BAD_INDENT: "indentation",
  TAB_AS_INDENT: "tab as indentation",
  MISSING_CHAR: "missing character",
  BAD_ALIAS: "unknown alias",
  MULTIPLE_DOCS: "second document",
  TAG_RESOLVE_FAILED: "unknown tag",
  UNEXPECTED_TOKEN: "unexpected character",
};

/** Reads YAML 1.2 with unique keys. Never throws: what is wrong with the text comes back as findings. */
export function parseYaml(text: string, file: string): ConfigText {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  if (text.length > MAX_CHARACTERS)
    return failed(file, [toFinding(CONFIG_TEXTS.fileTooLarge(), "error", file)]);
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    return failed(
      file,
      faults.map((fault) => toFinding(syntaxWords(fault), "error", at(fault.pos[0]))),
    );
  const value = readValue(document);
  if (value === undefined)
    return failed(file, [toFinding(CONFIG_TEXTS.yamlSyntax("aliases"), "error", `${file}:1:1`)]);
  const locate = (problem: Problem) => {
    const where = `${at(offsetOf(document, problem))} ${formatPlace(problem.place)}`.trimEnd();
    return toFinding(problem.words, problem.severity, where);
  };
  const lineOf = (place: Place) => lines.linePos(offsetOf(document, { place })).line;
  return { value, findings: [], locate, lineOf };
}

/** A place as people write it: `mirrors[0].url`. Names of headers are left out: a slip may put a secret there. */
export function formatPlace(place: Place): string {
  const headers = place.indexOf("headers");
  const shown = headers === -1 ? place : place.slice(0, headers + 1);
  return shown
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}

export function toFinding(words: ConfigWords, severity: Finding["severity"], where: string): Finding {
  return { code: words.code, severity, where, text: words.text, fix: words.fix };
}

/** The plain value; undefined when aliases would make it explode. */
function readValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? null;
  } catch {
    return undefined;
  }
}

function failed(file: string, findings: readonly Finding[]): ConfigText {
  const locate = (problem: Problem) => toFinding(problem.words, problem.severity, file);
  return { value: null, findings, locate, lineOf: () => 1 };
}

function syntaxWords(fault: YAMLError): ConfigWords {
  if (fault.code === "DUPLICATE_KEY") return CONFIG_TEXTS.duplicateKey();
  return CONFIG_TEXTS.yamlSyntax(SYNTAX[fault.code] ?? "syntax");
}

/** Offset of what a problem is about, or of the nearest thing around it that the file has. */
function offsetOf(document: Document.Parsed, problem: Pick<Problem, "place" | "key">): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const key of problem.place) {
    const next = childOf(node, key);
    if (next === null) return offset;
    node = next.value;
    offset = startOf(next.value) ?? startOf(next.key) ?? offset;
  }
  const pair = problem.key === undefined ? null : childOf(node, problem.key);
  return startOf(pair?.key) ?? offset;
}

function childOf(node: unknown, key: string | number): { key: unknown; value: unknown } | null {
  if (isSeq(node) && typeof key === "number") return { key: null, value: node.items[key] };
  if (!isMap(node)) return null;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  return pair === undefined ? null : { key: pair.key, value: pair.value };
}

function startOf(node: unknown): number | null {
  const range = (node as Node | null | undefined)?.range;
  return range?.[0] ?? null;
}
