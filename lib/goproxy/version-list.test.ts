import { expect, test } from "vitest";
import { formatVersionList, parseVersionList } from "./version-list";

const none = { versions: [], pseudo: [], malformed: [] };

test.each([
  { name: "an empty body is an empty list", text: "", want: none },
  { name: "blank lines are skipped", text: "\n \r\n\n", want: none },
  {
    name: "the last line may lack its end",
    text: "v1.0.0\nv1.1.0",
    want: { ...none, versions: ["v1.0.0", "v1.1.0"] },
  },
  {
    name: "a second field is a time",
    text: "v1.0.0 2019-04-11T23:18:29Z\r\n",
    want: { ...none, versions: ["v1.0.0"] },
  },
  {
    name: "the order is that of the body",
    text: "v2.0.0\nv1.0.0\n",
    want: { ...none, versions: ["v2.0.0", "v1.0.0"] },
  },
  {
    name: "pseudo-versions are kept apart",
    text: "v1.0.0\nv0.0.0-20231012003039-104605ab7028\n",
    want: { ...none, versions: ["v1.0.0"], pseudo: ["v0.0.0-20231012003039-104605ab7028"] },
  },
  {
    name: "other words are malformed",
    text: "<html>\nrelease-1\n",
    want: { ...none, malformed: ["<html>", "release-1"] },
  },
])("$name", ({ text, want }) => {
  expect(parseVersionList(text)).toEqual(want);
});

test("malformed words are kept to 20 of 100 characters", () => {
  const { malformed } = parseVersionList(`${"x".repeat(5000)}\n`.repeat(1000));
  expect(malformed).toEqual(Array.from({ length: 20 }, () => "x".repeat(100)));
});

test("format puts versions in Go's order, one a line, and parse takes them back", () => {
  const text = formatVersionList(["v1.10.0", "v1.2.0", "v1.2.0-rc.1"]);
  expect(text).toBe("v1.2.0-rc.1\nv1.2.0\nv1.10.0\n");
  expect(parseVersionList(text).versions).toEqual(["v1.2.0-rc.1", "v1.2.0", "v1.10.0"]);
  expect(formatVersionList([])).toBe("");
});
