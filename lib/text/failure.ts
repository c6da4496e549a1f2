import type { Lang } from "./lang";

type FailureTexts = {
  readonly title: string;
  readonly text: string;
  readonly digest: (code: string) => string;
  readonly retry: string;
  readonly home: string;
  readonly still: string;
  readonly chain: string;
  readonly snapshot: string;
};

/** Texts of the page that stands in for one that failed. Apart from the rest: the browser loads them beforehand. */
export const FAILURE_TEXTS: Readonly<Record<Lang, FailureTexts>> = {
  zh: {
    title: "这个页面出错了",
    text: "错误已记入服务日志。其他页面和 API 不受影响；重试也许就好。",
    digest: (code) => `错误编号 ${code}`,
    retry: "重试",
    home: "回到总览",
    still: "不靠这个页面也能用的：",
    chain: "推荐的 GOPROXY，纯文本",
    snapshot: "全部结论，JSON",
  },
  en: {
    title: "This page failed",
    text: "The error is in the server’s log. Other pages and the API are not affected; trying again may be enough.",
    digest: (code) => `Error number ${code}`,
    retry: "Try again",
    home: "Back to the overview",
    still: "What works without this page:",
    chain: "the recommended GOPROXY as plain text",
    snapshot: "every conclusion as JSON",
  },
};
