import { expect, test } from "vitest";
import { FAULT_NAMES, formatFaultValue, parseFault, readFault } from "./fault";

test("every switch is on by its name alone, and its value reads back to it", () => {
  for (const name of FAULT_NAMES) {
    const fault = parseFault(name);
    expect(fault).toMatchObject({ name, within: "" });
    expect(readFault(name, formatFaultValue(fault))).toEqual(fault);
  }
});

test("switch names are words joined by hyphens, each once", () => {
  expect(FAULT_NAMES.filter((name) => !/^[a-z]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  expect(new Set(FAULT_NAMES).size).toBe(FAULT_NAMES.length);
});

test.each([
  { word: "slow-headers=250", want: { name: "slow-headers", amount: 250, within: "" } },
  { word: "slow-headers=250@/@v/list", want: { name: "slow-headers", amount: 250, within: "/@v/list" } },
  { word: "status-500=/@v/", want: { name: "status-500", amount: 0, within: "/@v/" } },
  { word: "status-429", want: { name: "status-429", amount: 60, within: "" } },
  { word: "stall-body=0", want: { name: "stall-body", amount: 0, within: "" } },
  { word: "html-200=a=b", want: { name: "html-200", amount: 0, within: "a=b" } },
])("$word is understood", ({ word, want }) => {
  expect(parseFault(word)).toEqual(want);
  expect(readFault(want.name, formatFaultValue(parseFault(word)))).toEqual(want);
});

test.each([
  { word: "sloww", error: 'unknown fault "sloww"; the faults are: stall-accept,' },
  { word: "", error: 'unknown fault ""' },
  { word: "toString", error: "unknown fault" },
  { word: "slow-headers=", error: '"" is no value of fault slow-headers: slow-headers=500 (milliseconds)' },
  { word: "slow-headers=abc", error: '"abc" is no value' },
  { word: "slow-headers=-1", error: '"-1" is no value' },
  { word: "slow-headers=1.5", error: '"1.5" is no value' },
  { word: "slow-headers=01", error: '"01" is no value' },
  { word: "slow-headers=9999999999", error: "is no value" },
  { word: "slow-headers=5@", error: "is no value" },
  { word: "slow-tls=5@/list", error: "is no value of fault slow-tls" },
  { word: "stall-tls=/list", error: "is no value of fault stall-tls" },
  { word: "status-500=", error: '"" is no value' },
])("$word is refused by name", ({ word, error }) => {
  expect(() => parseFault(word)).toThrow(error);
});

test.each([false, {}, [5], 5n])("%s is no value in JSON", (value) => {
  expect(() => readFault("slow-headers", value)).toThrow(TypeError);
  expect(() => readFault("status-500", value)).toThrow(TypeError);
});
