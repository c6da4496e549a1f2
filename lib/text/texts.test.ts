import { describe, expect, test } from "vitest";
import { OBSERVER_CAUSES } from "@/lib/health/observer";
import { STATE_REASON_CODES, STATES } from "@/lib/health/state";
import { PHASES } from "@/lib/probe/exchange";
import { KINDS } from "@/lib/probe/kind";
import { OUTCOMES } from "@/lib/probe/outcome";
import { REASONS } from "@/lib/probe/reason";
import { GAP_CAUSES } from "@/lib/probe/result";
import { LANG_TAGS, LANGS, localPath } from "./lang";
import { sentence, text } from "./params";
import { TEXTS } from "./texts";

const LISTS = {
  outcome: OUTCOMES,
  reason: REASONS,
  state: STATES,
  kind: KINDS,
  kindMeaning: KINDS,
  phase: PHASES,
  gapCause: GAP_CAUSES,
  observerCause: OBSERVER_CAUSES,
  stateReason: STATE_REASON_CODES,
} as const;

describe.each(LANGS)("texts in %s", (lang) => {
  test.each(Object.keys(LISTS) as (keyof typeof LISTS)[])("%s has exactly its codes", (list) => {
    expect(Object.keys(TEXTS[lang][list]).toSorted()).toEqual([...LISTS[list]].toSorted());
  });

  test("no two outcomes, states or kinds share a text", () => {
    for (const list of ["outcome", "state", "kind"] as const) {
      const words = Object.values(TEXTS[lang][list]);
      expect(new Set(words).size).toBe(words.length);
    }
  });
});

/** Every text of a catalogue; functions are called with a stand-in and a word of the language. */
function* everyText(value: unknown, word: string): Generator<string> {
  if (typeof value === "string") yield value;
  if (typeof value === "function") yield* everyText(value(STAND_IN, word), word);
  if (typeof value === "object" && value !== null)
    for (const part of Object.values(value)) yield* everyText(part, word);
}

/** Stands for a text, a number and an object of parameters at once. */
const STAND_IN = new Proxy(Object("7"), {
  get(target, key) {
    const own = Reflect.get(target, key);
    if (typeof own === "function") return own.bind(target);
    return typeof key === "symbol" ? own : (own ?? "7");
  },
});

test("Chinese texts space 中文 and Latin apart and use full-width punctuation", () => {
  for (const words of everyText(TEXTS.zh, "个")) {
    expect(words, words).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    expect(words, words).not.toMatch(/\p{Script=Han}[,;:!?()]|[,;!?()]\p{Script=Han}/u);
  }
});

test("English texts hold no Chinese but the name of the other language", () => {
  const { nav, ...rest } = TEXTS.en;
  expect(nav.language).toBe("中文");
  for (const words of everyText(rest, "each")) expect(words, words).not.toMatch(/\p{Script=Han}/u);
});

test("a code of a newer process is shown as it is", () => {
  expect(text(TEXTS.zh.outcome, "ok")).toBe("正常");
  expect(text(TEXTS.zh.outcome, "toString")).toBe("toString");
  expect(sentence(TEXTS.zh.stateReason, { code: "constructor", params: {} })).toBe("constructor");
});

const FAILED = {
  outcome: "server-error",
  phase: "ttfb",
  reason: null,
  variant: "small",
  status: 502,
  address: null,
};

test.each([
  { lang: "zh", params: FAILED, want: "服务端错误 502（首字节阶段），两次复核仍失败" },
  { lang: "en", params: FAILED, want: "server error 502 (first byte phase), confirmed twice" },
  {
    lang: "zh",
    params: { ...FAILED, outcome: "dns-timeout", phase: "dns" },
    want: "DNS 超时（DNS 阶段），两次复核仍失败",
  },
  {
    lang: "zh",
    params: { ...FAILED, outcome: "soft-200", reason: "html-body" },
    want: "以 200 返回错误内容：返回的是网页（首字节阶段），两次复核仍失败",
  },
] as const)("a failed probe in $lang: $want", ({ lang, params, want }) => {
  expect(sentence(TEXTS[lang].stateReason, { code: "probe-failed", params })).toBe(want);
});

test("pages are Chinese at the bare path and English under /en", () => {
  expect(localPath("zh", "/")).toBe("/");
  expect(localPath("en", "/")).toBe("/en");
  expect(localPath("zh", "/mirrors/x")).toBe("/mirrors/x");
  expect(localPath("en", "/mirrors/x")).toBe("/en/mirrors/x");
  expect(LANG_TAGS).toEqual({ zh: "zh-CN", en: "en" });
});
