/** Why a mirror's URL is refused, and what to write instead. The value itself is never part of the text. */
export const BASE_URL_TEXTS = {
  empty: {
    reason: { zh: "地址为空", en: "the URL is empty" },
    fix: { zh: "写成 https://主机/路径/", en: "write https://HOST/PATH/" },
  },
  "too-long": {
    reason: { zh: "地址超过 500 个字符", en: "the URL is longer than 500 characters" },
    fix: { zh: "缩短到 500 个字符以内", en: "shorten it to at most 500 characters" },
  },
  "go-keyword": {
    reason: {
      zh: "direct 和 off 是 GOPROXY 的关键字，不是镜像",
      en: "direct and off are words of GOPROXY, not mirrors",
    },
    fix: { zh: "写镜像的基础地址", en: "write the base URL of a mirror" },
  },
  separator: {
    reason: {
      zh: "逗号和竖线在 GOPROXY 里分隔多个镜像，一个地址里不能有",
      en: "a comma or a pipe separates the mirrors of a GOPROXY list and cannot be part of one",
    },
    fix: { zh: "每个镜像单独写一条", en: "write one entry for each mirror" },
  },
  whitespace: {
    reason: { zh: "地址里有空白字符", en: "the URL contains white space" },
    fix: { zh: "去掉空白字符", en: "remove the white space" },
  },
  "control-character": {
    reason: { zh: "地址里有控制字符", en: "the URL contains a control character" },
    fix: { zh: "去掉控制字符", en: "remove the control character" },
  },
  "unsafe-character": {
    reason: {
      zh: "地址里有引号、反引号、美元符、反斜杠或其他在命令行里不安全的字符",
      en: "the URL contains a quote, backtick, dollar sign, backslash or another character that a command line misreads",
    },
    fix: {
      zh: "去掉它，或写成 %XX；非 ASCII 主机名写成 xn-- 形式",
      en: "remove it or write it as %XX; a non-ASCII host goes in its xn-- form",
    },
  },
  scheme: {
    reason: { zh: "地址不是 http 或 https", en: "the URL is neither http nor https" },
    fix: {
      zh: "以 https:// 开头；本地目录请先用 npm run lab -- --tree 提供服务",
      en: "begin it with https://; serve a local folder by npm run lab -- --tree first",
    },
  },
  malformed: {
    reason: { zh: "地址无法解析", en: "the URL cannot be parsed" },
    fix: { zh: "写成 https://主机/路径/", en: "write https://HOST/PATH/" },
  },
  userinfo: {
    reason: {
      zh: "地址里有用户名或密码，会随请求和日志泄露",
      en: "the URL carries a user name or password, which would leak with requests and logs",
    },
    fix: {
      zh: "从地址里去掉，改在 headers 里写 Authorization，值取自环境变量",
      en: "take it out of the URL and put it into headers as Authorization, its value from a variable",
    },
  },
  query: {
    reason: { zh: "基础地址不能带 ? 查询", en: "a base URL has no ?query" },
    fix: { zh: "去掉问号及其后的部分", en: "remove the question mark and what follows" },
  },
  fragment: {
    reason: { zh: "基础地址不能带 # 片段", en: "a base URL has no #fragment" },
    fix: { zh: "去掉井号及其后的部分", en: "remove the hash sign and what follows" },
  },
  path: {
    reason: {
      zh: "路径里有空段、点段或残缺的 %XX",
      en: "the path has an empty segment, a dot segment or a broken %XX",
    },
    fix: { zh: "写出规范的路径，例如 /goproxy/", en: "write a plain path such as /goproxy/" },
  },
  "plain-http": {
    reason: {
      zh: "公共镜像不能用不加密的 http",
      en: "a public mirror is not asked over plain http",
    },
    fix: {
      zh: "改用 https；自己的内网镜像请加 allowPrivateNetwork: true",
      en: "use https, or add allowPrivateNetwork: true for a mirror of your own network",
    },
  },
  "private-address": {
    reason: {
      zh: "这是内网、回环或保留地址，未经许可不会连接",
      en: "this is a private, loopback or reserved address, which is not connected to without permission",
    },
    fix: {
      zh: "自己的镜像请加 allowPrivateNetwork: true（命令行：--allow-private）",
      en: "add allowPrivateNetwork: true for a mirror of your own (command line: --allow-private)",
    },
  },
} as const;
