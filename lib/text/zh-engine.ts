/** Texts of the engine that a mirror looks like, in Chinese. */
export const engineTexts = {
  title: "引擎（由应答推测）",
  /** What is guessed, then on which grounds. */
  guess: {
    goproxy: "像 goproxy",
    athens: "像 Athens",
    static: "像静态文件",
    "repository-manager": "像制品库（Nexus、Artifactory 一类）",
    unknown: "看不出来",
  },
  name: {
    goproxy: "goproxy",
    athens: "Athens",
    static: "静态文件",
    "repository-manager": "制品库",
  },
  none: "还没有应答",
  /** Signs of several engines. */
  contradiction: "迹象互相矛盾，两边都列在这里。",
  /** Fewer than two aspects. */
  few: "迹象不到两种，不足以推测。",
  nothing: "应答里没有任何一种引擎的迹象，也许被前面的服务器改写了。",
  of: (p: { engine: string; sign: string }) => `${p.engine}：${p.sign}`,
  sign: {
    "list-lifetime": "列表的 Cache-Control 是 60 秒",
    "absence-lifetime": "404 是以 not found 开头的纯文本，缓存 60、600 或 86400 秒",
    "file-lifetime": "版本文件的 Cache-Control 是 7 天",
    "sumdb-lifetime": "校验数据库的应答缓存 1 天，树头 1 小时",
    "failure-lifetime": "上游失败变成不许缓存的 404",
    "internal-error": "500 的正文是 internal server error",
    "list-as-json": "列表自称 JSON，并且不许缓存",
    "latest-with-nulls": "@latest 里有值为 null 的 Tags",
    "empty-absence": "没有的版本是正文为空的 404，不说能缓存多久",
    "entity-tag-of-file": "ETag 由文件的时间和大小组成",
    "dated-list": "列表带 Last-Modified，不说能缓存多久",
    "info-as-plain-file": ".info 的类型不是 JSON",
    "manager-server": "Server 里是制品库的名字",
    "manager-entity-tag": "ETag 是带 SHA1 字样的摘要",
    "manager-error": "错误页是制品库的样子",
  },
} as const;
