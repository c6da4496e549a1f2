/** How a family's values are meant. */
export const METRIC_TYPES = ["counter", "gauge", "histogram"] as const;
export type MetricType = (typeof METRIC_TYPES)[number];

/** What follows a family's name on the line of one value; only a histogram's values have a suffix. */
const SUFFIXES = ["", "_bucket", "_sum", "_count"] as const;
type Suffix = (typeof SUFFIXES)[number];

export type MetricSample = {
  readonly suffix: Suffix;
  /** By name, in the order in which they are written. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

/** All values of one name, in base units. */
export type MetricFamily = {
  readonly name: string;
  readonly help: string;
  readonly type: MetricType;
  readonly samples: readonly MetricSample[];
};

/** The media type of the text format 0.0.4. */
export const EXPOSITION_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** Why a text is no exposition, with the number of the line. */
export class ExpositionError extends Error {
  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`);
    this.name = "ExpositionError";
  }
}

/**
 * Families as Prometheus reads them (text format 0.0.4,
 * https://prometheus.io/docs/instrumenting/exposition_formats/), in the order given:
 *
 *   # HELP gomirrors_probes_total Probes by outcome.
 *   # TYPE gomirrors_probes_total counter
 *   gomirrors_probes_total{mirror="aliyun",outcome="ok"} 1440
 */
export function formatExposition(families: readonly MetricFamily[]): string {
  return families.map(formatFamily).join("");
}

function formatFamily({ name, help, type, samples }: MetricFamily): string {
  const lines = samples.map(
    ({ suffix, labels, value }) => `${name}${suffix}${formatLabels(labels)} ${formatValue(value)}`,
  );
  return [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
}

function formatLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

/** As Go prints a float: `+Inf`, `-Inf`, `NaN`, else the shortest decimal. */
export function formatValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const COMMENT = /^# (HELP|TYPE) (\S+) (.+)$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\"n])*)"(?:,(?!$)|$)/y;
const NUMBER = /^(?:[+-]Inf|NaN|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)$/;

type OpenFamily = { name: string; help: string; type: MetricType; samples: MetricSample[] };

/**
 * Reads what `formatExposition` writes, and nothing looser: HELP and TYPE before the values, no family and no series
 * twice, no comment, timestamp or blank line. Throws an ExpositionError that names the line.
 */
export function parseExposition(text: string): MetricFamily[] {
  const lines = text.split("\n");
  if (lines.pop() !== "")
    throw new ExpositionError(lines.length + 1, "the text does not end with a line feed");
  const families: OpenFamily[] = [];
  let help: { readonly name: string; readonly text: string } | null = null;
  const series = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const fail = (reason: string): never => {
      throw new ExpositionError(index + 1, reason);
    };
    const [, word, name = "", rest = ""] = COMMENT.exec(line) ?? [];
    if (word === "HELP") help = { name, text: unescapeText(rest) };
    else if (word === "TYPE") families.push(openFamily(name, rest, help, families, fail));
    else addSample(families.at(-1) ?? fail("a value stands before any TYPE"), line, series, fail);
  }
  return families;
}

type Fail = (reason: string) => never;

function openFamily(
  name: string,
  word: string,
  help: { readonly name: string; readonly text: string } | null,
  known: readonly OpenFamily[],
  fail: Fail,
): OpenFamily {
  if (!NAME.test(name)) fail(`"${name}" is no metric name`);
  if (known.some((family) => family.name === name)) fail(`${name} has a second TYPE`);
  const type = METRIC_TYPES.find((one) => one === word) ?? fail(`"${word}" is no type`);
  if (help?.name !== name) return fail(`TYPE ${name} does not follow its HELP`);
  return { name, help: help.text, type, samples: [] };
}

function addSample(family: OpenFamily, line: string, series: Set<string>, fail: Fail): void {
  const [, name = "", labelText = "", number = ""] = SAMPLE.exec(line) ?? fail(`"${line}" is no sample`);
  const suffix =
    SUFFIXES.find((one) => name === family.name + one) ?? fail(`${name} is not of ${family.name}`);
  if ((suffix === "") === (family.type === "histogram")) fail(`${name} is no value of a ${family.type}`);
  if (!NUMBER.test(number)) fail(`"${number}" is no number`);
  const labels = parseLabels(labelText, fail);
  const key = JSON.stringify([name, Object.entries(labels).toSorted()]);
  if (series.has(key)) fail(`the series ${name}{${labelText}} stands twice`);
  series.add(key);
  family.samples.push({ suffix, labels, value: Number(number.replace("Inf", "Infinity")) });
}

function parseLabels(text: string, fail: Fail): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  for (let at = 0; at < text.length; at = LABEL.lastIndex) {
    const [, name = "", value = ""] = LABEL.exec(text) ?? fail(`"${text.slice(at)}" is no label`);
    if (Object.hasOwn(labels, name)) fail(`the label ${name} stands twice`);
    labels[name] = unescapeText(value);
  }
  return labels;
}

function unescapeText(text: string): string {
  return text.replace(/\\([\\"n])/g, (_, character: string) => (character === "n" ? "\n" : character));
}
