import { expect, test } from "vitest";
import { formatCsv } from "./csv";

test.each([
  { name: "numbers and texts stand as they are", row: [1, -2.5, "a b"], want: "1,-2.5,a b" },
  { name: "nothing is an empty cell", row: [null, 0, ""], want: ",0," },
  {
    name: "commas, quotes and line ends are quoted",
    row: ["a,b", 'c"d', "e\r\nf"],
    want: '"a,b","c""d","e\r\nf"',
  },
  { name: "formulas are texts", row: ["=1+1", "+1", "-1", "@A1", "\tx"], want: "'=1+1,'+1,'-1,'@A1,'\tx" },
  { name: "a quoted formula is one too", row: ['=HYPERLINK("x","y")'], want: `"'=HYPERLINK(""x"",""y"")"` },
])("$name", ({ row, want }) => {
  expect(formatCsv([row])).toBe(`${want}\r\n`);
});

test("no rows are no text, each row is a line", () => {
  expect(formatCsv([])).toBe("");
  expect(formatCsv([["a"], ["b"]])).toBe("a\r\nb\r\n");
});
