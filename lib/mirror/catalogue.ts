import type { LocalText, Mirror, MirrorAbout } from "./mirror";

/** A mirror of the built-in catalogue, and whether it is asked without being named in gomirrors.yaml. */
export type CatalogueEntry = Pick<Mirror, "slug" | "name" | "url" | "about"> & { readonly enabled: boolean };

/** A server of the checksum database that answers by itself, not through a mirror. */
export type BuiltinSource = { readonly slug: string; readonly url: string };

/** The day on which the facts below were looked up. They inform; no verdict rests on them. */
const CHECKED_ON = "2026-11-22";

const UNKNOWN_SERVES: MirrorAbout["serves"] = { sumdb: null, toolchain: null };

/** What is known of a mirror that only the configuration names. */
export const ABOUT_UNKNOWN: MirrorAbout = {
  operator: null,
  engine: null,
  homePage: null,
  statusPage: null,
  serves: UNKNOWN_SERVES,
  checkedOn: null,
};

/** The built-in mirrors, in the order pages show them. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    slug: "proxy-golang-org",
    name: named("proxy.golang.org", "proxy.golang.org"),
    url: "https://proxy.golang.org/",
    enabled: true,
    about: about({
      operator: named("Google", "Google"),
      homePage: "https://proxy.golang.org/",
      serves: { sumdb: null, toolchain: true },
    }),
  },
  {
    slug: "goproxy-cn",
    name: named("goproxy.cn", "goproxy.cn"),
    url: "https://goproxy.cn/",
    enabled: true,
    about: about({
      operator: named("盛傲飞，七牛云赞助", "Aofei Sheng, sponsored by Qiniu Cloud"),
      engine: "goproxy/goproxy",
      homePage: "https://goproxy.cn/",
      statusPage: "https://status.goproxy.cn/",
      serves: { sumdb: true, toolchain: true },
    }),
  },
  {
    slug: "aliyun",
    name: named("阿里云", "Aliyun"),
    url: "https://mirrors.aliyun.com/goproxy/",
    enabled: true,
    about: about({
      operator: named("阿里云", "Alibaba Cloud"),
      homePage: "https://mirrors.aliyun.com/goproxy/",
    }),
  },
  {
    slug: "tencent",
    name: named("腾讯云", "Tencent Cloud"),
    url: "https://mirrors.cloud.tencent.com/go/",
    enabled: true,
    about: about({
      operator: named("腾讯云", "Tencent Cloud"),
      homePage: "https://mirrors.cloud.tencent.com/",
    }),
  },
  {
    slug: "goproxy-io",
    name: named("goproxy.io", "goproxy.io"),
    url: "https://goproxy.io/",
    enabled: true,
    about: about({
      operator: named("社区（Baokun Lee、hxzhao527）", "community (Baokun Lee, hxzhao527)"),
      engine: "goproxyio/goproxy",
      homePage: "https://goproxy.io/",
      serves: { sumdb: true, toolchain: null },
    }),
  },
  {
    slug: "huawei",
    name: named("华为云", "Huawei Cloud"),
    url: "https://mirrors.huaweicloud.com/repository/goproxy/",
    enabled: false,
    about: about({
      operator: named("华为云", "Huawei Cloud"),
      homePage: "https://mirrors.huaweicloud.com/",
      serves: { sumdb: false, toolchain: null },
    }),
  },
  {
    slug: "baidu",
    name: named("百度智能云", "Baidu AI Cloud"),
    url: "https://goproxy.bj.bcebos.com/",
    enabled: false,
    about: about({ operator: named("百度智能云", "Baidu AI Cloud") }),
  },
  {
    slug: "nju",
    name: named("南京大学", "Nanjing University"),
    url: "https://repo.nju.edu.cn/repository/go/",
    enabled: false,
    about: about({
      operator: named("南京大学", "Nanjing University"),
      homePage: "https://repo.nju.edu.cn/",
    }),
  },
];

/** Go's checksum database: its name and its verifier key. */
export const SUM_GOLANG_ORG = {
  name: "sum.golang.org",
  key: "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
} as const;

/** Where sum.golang.org is read directly. */
export const BUILTIN_SOURCES: readonly BuiltinSource[] = [
  { slug: "sum-golang-org", url: "https://sum.golang.org/" },
  { slug: "sum-golang-google-cn", url: "https://sum.golang.google.cn/" },
];

/** Addresses outside the mirrors that tell whether we are online ourselves. */
export const BUILTIN_CONTROLS: readonly string[] = [
  "https://www.baidu.com/",
  "https://www.gstatic.com/generate_204",
  "https://www.qq.com/",
];

/** The feed of new module versions. */
export const BUILTIN_INDEX = "https://index.golang.org/index";

function named(zh: string, en: string): LocalText {
  return { zh, en };
}

function about(known: Partial<MirrorAbout>): MirrorAbout {
  return { ...ABOUT_UNKNOWN, checkedOn: CHECKED_ON, ...known };
}
