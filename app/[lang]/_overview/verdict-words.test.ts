import { expect, test } from "vitest";
import { toView } from "@/app/_ui/view";
import { SCENARIOS } from "@/e2e/web/scenarios";
import { toVerdict, VERDICT_CODES } from "@/lib/snapshot/verdict";
import { countTroubled, verdictSentence, verdictStatus } from "./verdict-words";

const NOW = Date.UTC(2026, 10, 22, 6, 32, 45);

function said(name: keyof typeof SCENARIOS, lang: "zh" | "en"): string {
  const snapshot = SCENARIOS[name](NOW);
  const sentence = verdictSentence(toVerdict(snapshot, NOW), snapshot, toView(lang, NOW, "Asia/Shanghai"));
  return sentence.replaceAll("\u00a0", " ");
}

test.each([
  ["all-healthy", "5 个镜像全部正常", "All operational: 5 of 5"],
  ["degraded", "1 个镜像性能下降，4 个正常", "Mirrors: 1 degraded, 4 operational"],
  ["partial", "1 个镜像部分不可用，2 个正常", "Mirrors: 1 partly down, 2 operational"],
  ["all-down", "1 个镜像全部不可用", "All down: 1 of 1"],
  ["no-mirrors", "还没有要监测的镜像", "No mirrors to watch yet"],
  ["first-minute", "正在测试 5 个镜像，已有 0 个结果", "Testing the mirrors: 0 of 5 known"],
  ["stale", "数据停在 14:10，22 分钟前", "Data stopped at 14:10, 22 min ago"],
  [
    "observer-offline",
    "观测点离线，镜像状态无法判断",
    "This vantage is offline; the mirrors cannot be judged",
  ],
  ["probing-off", "探测已关闭", "Probing is off"],
] as const)("%s says %s", (name, zh, en) => {
  expect(said(name, "zh")).toBe(zh);
  expect(said(name, "en")).toBe(en);
});

test("the worst comes first, and all that are in trouble are counted", () => {
  const snapshot = SCENARIOS.mixed(NOW);
  const verdict = toVerdict(snapshot, NOW);
  expect(said("mixed", "zh")).toBe("1 个镜像不可用，1 个部分不可用，1 个性能下降，1 个没有数据，3 个正常");
  expect(countTroubled(verdict)).toBe(3);
  expect(verdictStatus(verdict)).toBe("down");
});

test("no snapshot at all is said too", () => {
  const verdict = toVerdict(null, NOW);
  expect(verdictSentence(verdict, null, toView("zh", NOW, "UTC"))).toBe("还没有数据");
});

test("the scenarios of the browser tests lead to every verdict", () => {
  const reached = Object.values(SCENARIOS).map((make) => toVerdict(make(NOW), NOW).code);
  const missing = VERDICT_CODES.filter((code) => !reached.includes(code) && code !== "no-snapshot");
  expect(missing).toEqual([]);
});
