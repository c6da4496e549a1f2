import { expect, test } from "vitest";
import { displayWidth, formatTable } from "./table";

test.each([
  ["", 0],
  ["abc", 3],
  ["连接被拒绝", 10],
  ["阿里云 CDN", 10],
  ["（全角）", 8],
  ["e\u0301", 1],
  ["a\u200bb", 2],
  ["🚀", 2],
  ["205\u00a0ms", 6],
])("%j takes %i cells", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test("columns line up by cells, numbers to the right, no spaces at the ends", () => {
  const rows = [
    ["镜像", "结果", "总计"],
    ["aliyun", "正常", "5"],
    ["x", "拒绝访问", "1,205"],
    ["y", "ok"],
  ];
  expect(formatTable(rows, [2])).toBe(
    ["镜像    结果       总计", "aliyun  正常          5", "x       拒绝访问  1,205", "y       ok", ""].join(
      "\n",
    ),
  );
});

test("no rows are no text", () => {
  expect(formatTable([], [])).toBe("");
});
