import type { LocalText } from "./mirror";

/** A name that scripts and articles pass on as a Go module mirror, and that is none. */
export type PhantomName = {
  readonly host: string;
  /** Path below which the name is meant, without a trailing slash; empty for the whole host. */
  readonly path: string;
  /** `retired`: once worked. `never`: no evidence that it ever did; whoever registers it could serve unchecked lists. */
  readonly status: "retired" | "never";
  readonly why: LocalText;
  readonly fix: LocalText;
};

const NEVER: LocalText = {
  zh: "这个地址从来不是 Go 模块镜像，只在内容农场的文章里流传；谁注册了它，谁就能冒充镜像",
  en: "this never was a Go module mirror; articles pass it on, and whoever registers it can pose as one",
};
const USE_BUILTIN: LocalText = {
  zh: "改用内置镜像，例如 https://goproxy.cn/",
  en: "use a built-in mirror such as https://goproxy.cn/",
};

/** Retired and phantom names, checked on 2026-11-22. */
export const PHANTOM_NAMES: readonly PhantomName[] = [
  {
    host: "gocenter.io",
    path: "",
    status: "retired",
    why: { zh: "GoCenter 已于 2021-05-01 停止服务", en: "GoCenter ended on 2021-05-01" },
    fix: USE_BUILTIN,
  },
  {
    host: "athens.azurefd.net",
    path: "",
    status: "retired",
    why: {
      zh: "Athens 的演示服务已在 2023-12 从其文档中移除",
      en: "the Athens demonstration was taken out of its documentation in 2023-12",
    },
    fix: USE_BUILTIN,
  },
  {
    host: "goproxy.baidu.com",
    path: "",
    status: "retired",
    why: {
      zh: "证书已于 2021-12-09 过期，服务已迁走",
      en: "its certificate ran out on 2021-12-09 and the service moved",
    },
    fix: { zh: "改用 https://goproxy.bj.bcebos.com/", en: "use https://goproxy.bj.bcebos.com/" },
  },
  {
    host: "mirrors.huaweicloud.com",
    path: "/goproxy",
    status: "retired",
    why: { zh: "华为云的旧路径只回答 418", en: "the old path of Huawei Cloud answers 418" },
    fix: {
      zh: "改用 https://mirrors.huaweicloud.com/repository/goproxy/",
      en: "use https://mirrors.huaweicloud.com/repository/goproxy/",
    },
  },
  {
    host: "mirrors.aliyun.com",
    path: "/go",
    status: "never",
    why: NEVER,
    fix: { zh: "改用 https://mirrors.aliyun.com/goproxy/", en: "use https://mirrors.aliyun.com/goproxy/" },
  },
  {
    host: "goproxy.huaweicloud.com",
    path: "",
    status: "never",
    why: NEVER,
    fix: {
      zh: "改用 https://mirrors.huaweicloud.com/repository/goproxy/",
      en: "use https://mirrors.huaweicloud.com/repository/goproxy/",
    },
  },
  { host: "goproxy.qiniu.com", path: "", status: "never", why: NEVER, fix: USE_BUILTIN },
  { host: "proxy.golang.org.cn", path: "", status: "never", why: NEVER, fix: USE_BUILTIN },
  { host: "goproxy.dev", path: "", status: "never", why: NEVER, fix: USE_BUILTIN },
  {
    host: "mirrors.tuna.tsinghua.edu.cn",
    path: "/goproxy",
    status: "never",
    why: { zh: "清华 TUNA 没有 Go 模块镜像，已拒绝该请求", en: "TUNA declined to run a Go module mirror" },
    fix: USE_BUILTIN,
  },
  {
    host: "mirrors.ustc.edu.cn",
    path: "/goproxy",
    status: "never",
    why: {
      zh: "中科大镜像站没有 Go 模块镜像，已关闭该请求",
      en: "USTC closed the requests for a Go module mirror",
    },
    fix: USE_BUILTIN,
  },
  {
    host: "g.sum.golang.org",
    path: "",
    status: "never",
    why: {
      zh: "这个校验数据库地址不存在",
      en: "there is no checksum database of this name",
    },
    fix: { zh: "改用 https://sum.golang.google.cn/", en: "use https://sum.golang.google.cn/" },
  },
];

/** The retired or phantom name that a URL stands for, or null. Compares whole hosts and whole path segments. */
export function findPhantom(url: URL): PhantomName | null {
  const host = url.hostname.replace(/\.$/, "");
  const isBelow = (path: string) =>
    path === "" || url.pathname === path || url.pathname.startsWith(`${path}/`);
  return PHANTOM_NAMES.find((name) => name.host === host && isBelow(name.path)) ?? null;
}
