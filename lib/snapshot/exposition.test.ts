import { expect, test } from "vitest";
import {
  ExpositionError,
  formatExposition,
  formatValue,
  type MetricFamily,
  parseExposition,
} from "./exposition";

const FAMILIES: readonly MetricFamily[] = [
  {
    name: "a_total",
    help: "A back\\slash and\na second line.",
    type: "counter",
    samples: [
      { suffix: "", labels: { mirror: 'quo"te \\ and\nline', outcome: "ok" }, value: 3 },
      { suffix: "", labels: {}, value: 0.25 },
    ],
  },
  { name: "none", help: "No value.", type: "gauge", samples: [] },
  {
    name: "b_seconds",
    help: "A histogram.",
    type: "histogram",
    samples: [
      { suffix: "_bucket", labels: { le: "0.1" }, value: 1 },
      { suffix: "_bucket", labels: { le: "+Inf" }, value: 2 },
      { suffix: "_sum", labels: {}, value: 1e21 },
      { suffix: "_count", labels: {}, value: 2 },
    ],
  },
];

test("what is written reads back, whatever stands in labels and help", () => {
  expect(parseExposition(formatExposition(FAMILIES))).toEqual(FAMILIES);
});

test("a family is HELP, TYPE and a line for each value", () => {
  expect(formatExposition(FAMILIES.slice(0, 1))).toBe(
    "# HELP a_total A back\\\\slash and\\na second line.\n# TYPE a_total counter\n" +
      'a_total{mirror="quo\\"te \\\\ and\\nline",outcome="ok"} 3\na_total 0.25\n',
  );
});

test.each([
  [Number.POSITIVE_INFINITY, "+Inf"],
  [Number.NEGATIVE_INFINITY, "-Inf"],
  [Number.NaN, "NaN"],
  [1_764_000_000, "1764000000"],
  [0.05, "0.05"],
])("%f is written %s", (value, want) => {
  expect(formatValue(value)).toBe(want);
});

const HEAD = "# HELP a A.\n# TYPE a gauge\n";

test.each([
  ["no line feed at the end", `${HEAD}a 1`, "line 3: the text does not end with a line feed"],
  ["a value before its TYPE", "a 1\n", "line 1: a value stands before any TYPE"],
  ["a TYPE without its HELP", "# TYPE a gauge\n", "line 1: TYPE a does not follow its HELP"],
  ["an unknown type", "# HELP a A.\n# TYPE a dial\n", 'line 2: "dial" is no type'],
  ["a family twice", `${HEAD}${HEAD}`, "line 4: a has a second TYPE"],
  ["a value of another family", `${HEAD}b 1\n`, "line 3: b is not of a"],
  [
    "a series twice",
    `${HEAD}a{x="1",y="2"} 1\na{y="2",x="1"} 2\n`,
    'line 4: the series a{y="2",x="1"} stands twice',
  ],
  ["a label twice", `${HEAD}a{x="1",x="1"} 1\n`, "line 3: the label x stands twice"],
  ["a label without quotes", `${HEAD}a{x=1} 1\n`, 'line 3: "x=1" is no label'],
  ["a comma at the end", `${HEAD}a{x="1",} 1\n`, 'line 3: "x="1"," is no label'],
  ["an unknown escape", `${HEAD}a{x="\\t"} 1\n`, 'line 3: "x="\\t"" is no label'],
  ["a hexadecimal number", `${HEAD}a 0x10\n`, 'line 3: "0x10" is no number'],
  ["a timestamp", `${HEAD}a 1 1764000000000\n`, 'line 3: "a 1 1764000000000" is no sample'],
  ["a blank line", `${HEAD}\n`, 'line 3: "" is no sample'],
  ["a bucket of a gauge", `${HEAD}a_bucket 1\n`, "line 3: a_bucket is no value of a gauge"],
])("%s is refused", (_, text, message) => {
  expect(() => parseExposition(text)).toThrow(ExpositionError);
  expect(() => parseExposition(text)).toThrow(message);
});
