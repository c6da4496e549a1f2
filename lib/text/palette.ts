import type { Lang } from "./lang";

type PaletteTexts = {
  readonly title: string;
  readonly placeholder: string;
  readonly results: string;
  readonly none: (query: string) => string;
  readonly mirrorsFailed: string;
  readonly close: string;
  readonly copied: (text: string) => string;
  readonly notCopied: (text: string) => string;
  readonly keys: { readonly choose: string; readonly run: string; readonly close: string };
  readonly groups: { readonly actions: string; readonly pages: string; readonly mirrors: string };
  readonly open: (name: string) => string;
  readonly actions: Readonly<Record<PaletteWord, string>>;
  readonly help: {
    readonly title: string;
    readonly intro: string;
    readonly next: string;
    readonly single: string;
    readonly singleHow: string;
    readonly absent: string;
  };
};

/** What a key can do. `go-…` opens a page; `range-…`, `shift-…` and the rest press the control of that name, if any. */
export type ShortcutAction =
  | "palette"
  | "help"
  | "go-overview"
  | "go-methodology"
  | "go-system"
  | "range-1h"
  | "range-24h"
  | "range-7d"
  | "range-30d"
  | "shift-back"
  | "shift-on"
  | "copy-chain"
  | "absolute-link"
  | "table"
  | "refresh";

/** What has a name in the palette or in the list of shortcuts. */
type PaletteWord =
  | ShortcutAction
  | "copy-env"
  | "theme-light"
  | "theme-dark"
  | "theme-system"
  | "language"
  | "zone-utc"
  | "zone-browser"
  | "docs"
  | "preferences";

/** Texts of the palette and of the help on shortcuts. Apart from the rest: the browser loads them on first use. */
export const PALETTE_TEXTS: Readonly<Record<Lang, PaletteTexts>> = {
  zh: {
    title: "命令面板",
    placeholder: "找镜像、页面或动作",
    results: "结果",
    none: (query) => `没有找到「${query}」。可以写镜像的名称或 slug、页面名，或要做的事。`,
    mirrorsFailed: "镜像名单读不到：页面和动作仍可用。",
    close: "关闭",
    copied: (text) => `已复制 ${text}`,
    notCopied: (text) => `浏览器不让复制：${text}`,
    keys: { choose: "选择", run: "执行", close: "关闭" },
    groups: { actions: "动作", pages: "页面", mirrors: "镜像" },
    open: (name) => `打开 ${name}`,
    actions: {
      palette: "打开命令面板",
      help: "键盘快捷键",
      "go-overview": "总览",
      "go-methodology": "数据口径",
      "go-system": "系统",
      "range-1h": "看最近 1 小时",
      "range-24h": "看最近 24 小时",
      "range-7d": "看最近 7 天",
      "range-30d": "看最近 30 天",
      "shift-back": "往前移一段时间",
      "shift-on": "往后移一段时间",
      "copy-chain": "复制推荐的 GOPROXY",
      "absolute-link": "把地址换成绝对时间",
      table: "图表与数据表互换",
      refresh: "暂停或恢复自动刷新",
      "copy-env": "复制 env.sh 的地址",
      "theme-light": "换成浅色",
      "theme-dark": "换成深色",
      "theme-system": "深浅色跟随系统",
      language: "换成英文 English",
      "zone-utc": "时区换成 UTC",
      "zone-browser": "时区跟随浏览器",
      docs: "API 文档",
      preferences: "显示设置",
    },
    help: {
      title: "键盘快捷键",
      intro: "在输入框里不起作用。⌘K 或 Ctrl K 随时打开命令面板，Esc 关闭弹出的东西。",
      next: "然后",
      single: "启用单键快捷键",
      singleHow: "关掉后只剩 ⌘K 和 Ctrl K；这个浏览器会记住。",
      absent: "这一页没有",
    },
  },
  en: {
    title: "Command palette",
    placeholder: "Find a mirror, a page or an action",
    results: "Results",
    none: (query) =>
      `Nothing found for “${query}”. Write the name or slug of a mirror, a page, or what to do.`,
    mirrorsFailed: "The list of mirrors cannot be read: pages and actions still work.",
    close: "Close",
    copied: (text) => `Copied ${text}`,
    notCopied: (text) => `The browser does not let us copy ${text}`,
    keys: { choose: "choose", run: "run", close: "close" },
    groups: { actions: "Actions", pages: "Pages", mirrors: "Mirrors" },
    open: (name) => `Open ${name}`,
    actions: {
      palette: "Open the command palette",
      help: "Keyboard shortcuts",
      "go-overview": "Overview",
      "go-methodology": "Methodology",
      "go-system": "System",
      "range-1h": "Show the last hour",
      "range-24h": "Show the last 24 hours",
      "range-7d": "Show the last 7 days",
      "range-30d": "Show the last 30 days",
      "shift-back": "Move back in time",
      "shift-on": "Move on in time",
      "copy-chain": "Copy the recommended GOPROXY",
      "absolute-link": "Turn the address into absolute times",
      table: "Swap chart and data table",
      refresh: "Pause or resume automatic refresh",
      "copy-env": "Copy the address of env.sh",
      "theme-light": "Switch to light",
      "theme-dark": "Switch to dark",
      "theme-system": "Light or dark as the system has it",
      language: "Switch to Chinese",
      "zone-utc": "Time zone UTC",
      "zone-browser": "Time zone of this browser",
      docs: "API documentation",
      preferences: "Display settings",
    },
    help: {
      title: "Keyboard shortcuts",
      intro:
        "They rest while you type in a field. ⌘K or Ctrl K opens the command palette at any time; Esc closes what has opened.",
      next: "then",
      single: "Single-key shortcuts",
      singleHow: "When off, only ⌘K and Ctrl K are left; this browser remembers it.",
      absent: "not on this page",
    },
  },
};
