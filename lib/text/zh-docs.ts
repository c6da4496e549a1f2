import { apiTexts } from "./zh-api";
import { entries } from "./zh-methodology";
import { outcomes, states, verdicts } from "./zh-methodology-codes";

/** Texts of the reading pages in Chinese. */
export const docsTexts = {
  methodology: {
    title: "数据口径",
    description: "每个数字是什么意思、怎么算、不计入什么、有什么局限",
    lead: "页面上的每个数字，这里都说清楚：是什么，统计了多久，怎么算，不计入什么，有什么局限。文中的常数直接取自正在运行的程序。",
    toc: "目录",
    groups: {
      verdict: "结论",
      speed: "快慢",
      probe: "一次探测",
      honesty: "我们自己",
      history: "历史",
      advice: "建议",
      unmeasured: "还没有测的",
    },
    quick: {
      title: "一分钟读懂",
      items: [
        ["可用率 99.80%", "1\u202f000 次计入的探测里有 2 次没有得到正确的应答。"],
        ["p95 205 ms", "100 次成功的探测里，有 95 次不超过 205 ms。"],
        ["n=2\u202f208", "这个数是用 2\u202f208 次探测算出来的；n 越小越不可靠。"],
        ["—", "没有测到，旁边写着原因。不是 0，也不是正常。"],
        ["上海·电信", "从哪里测的。换个地方、换个运营商，数字会不一样。"],
      ],
    },
    labels: {
      window: "窗口",
      formula: "怎么算",
      leftOut: "不计入",
      limits: "局限",
      seen: "在哪里看",
    },
    places: {
      overview: "总览",
      mirror: "镜像页",
      exchange: "单次交换",
      system: "系统",
      api: "API",
      metrics: "指标",
      recommendation: "推荐",
    },
    table: {
      state: "状态",
      meaning: "意思",
      enter: "怎样进入",
      leave: "怎样离开",
      statuspage: "对外",
      outcome: "结果",
      code: "代码",
      network: "网络类",
      reason: "原因",
      cause: "原因",
      sentence: "这一句",
      when: "何时",
    },
    range: (span: string, width: string, source: "raw" | "hours") =>
      `${span} 每点 ${width}（${source === "raw" ? "原始样本" : "小时汇总"}）`,
    join: "，",
    entries,
    states,
    outcomes,
    verdicts,
  },
  api: apiTexts,
} as const;
