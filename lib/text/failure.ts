import type { Lang } from "./lang";

type FailureTexts = {
  readonly title: string;
  readonly text: string;
  readonly digest: (code: string) => string;
  readonly retry: string;
};

/** Texts of the page that stands in for one that failed. Apart from the rest: the browser loads them beforehand. */
export const FAILURE_TEXTS: Readonly<Record<Lang, FailureTexts>> = {
  zh: {
    title: "这个页面出错了",
    text: "错误已记入服务日志。其他页面和 API 不受影响。",
    digest: (code) => `错误编号 ${code}`,
    retry: "重试",
  },
  en: {
    title: "This page failed",
    text: "The error is in the server’s log. Other pages and the API are not affected.",
    digest: (code) => `Error number ${code}`,
    retry: "Try again",
  },
};
