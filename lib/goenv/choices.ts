/** The rules of a decision, by calendar: year and month in which they were last changed. */
export const GUIDELINE = "2026.11";

/** For whom a decision is made, and what they want. */
export type Choices = {
  readonly audience: string;
  readonly guideline: string;
  /** So many mirrors at most stand in the chain. */
  readonly mirrors: number;
  /** What follows the last mirror. */
  readonly tail: "direct";
};

/** Everybody who has not chosen anything: everyday development and CI. */
export const DEFAULT_CHOICES: Choices = {
  audience: "default",
  guideline: GUIDELINE,
  mirrors: 2,
  tail: "direct",
};

/**
 * Built-in mirrors in the order that decides between equals: those that stand in for the checksum database and are run
 * for mainland China first, Go's own after them, since much of China cannot reach it.
 */
const ORDER: readonly string[] = [
  "goproxy-cn",
  "aliyun",
  "tencent",
  "goproxy-io",
  "proxy-golang-org",
  "huawei",
  "nju",
  "baidu",
];

/**
 * The documented order between mirrors that measure alike: the operator's own, then the built-in ones as listed above,
 * then the rest; by slug where that leaves a choice.
 */
export function compareByOrder(a: OrderKey, b: OrderKey): number {
  return Number(b.own) - Number(a.own) || placeOf(a.slug) - placeOf(b.slug) || (a.slug < b.slug ? -1 : 1);
}

type OrderKey = { readonly slug: string; readonly own: boolean };

function placeOf(slug: string): number {
  const place = ORDER.indexOf(slug);
  return place === -1 ? ORDER.length : place;
}

/**
 * What is advised when too little is measured: the first of these that is not known to be unfit. Built in, public, and
 * believed to stand in for the checksum database, so that a build in China does not depend on sum.golang.org.
 */
export const FALLBACKS = [
  { slug: "goproxy-cn", name: { zh: "goproxy.cn", en: "goproxy.cn" }, url: "https://goproxy.cn/" },
  { slug: "goproxy-io", name: { zh: "goproxy.io", en: "goproxy.io" }, url: "https://goproxy.io/" },
] as const;
