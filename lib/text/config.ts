/** What is wrong and how to put it right, in both languages. Never holds a text of the file: it may be a secret. */
export type ConfigWords = {
  readonly code: string;
  readonly text: { readonly zh: string; readonly en: string };
  readonly fix: { readonly zh: string; readonly en: string };
};

type Said = readonly [text: string, fix: string];

function words(code: string, zh: Said, en: Said): ConfigWords {
  return { code, text: { zh: zh[0], en: en[0] }, fix: { zh: zh[1], en: en[1] } };
}

/** How a text of each format is written. Keys are the formats of lib/config-schema. */
export const FORMAT_TEXTS = {
  slug: {
    zh: "小写字母、数字和单个连字符，最多 63 个字符，例如 corp-proxy",
    en: "lower-case letters, digits and single hyphens, at most 63, such as corp-proxy",
  },
  duration: {
    zh: "整数加 ms、s、m、h 或 d，例如 60s",
    en: "a whole number and ms, s, m, h or d, such as 60s",
  },
  size: {
    zh: "整数加 B、KB、MB、GB 或 TB，例如 200MB",
    en: "a whole number and B, KB, MB, GB or TB, such as 200MB",
  },
  requests: { zh: "100 到 1 亿之间的整数", en: "a whole number from 100 to 100,000,000" },
  contact: {
    zh: "https://… 或 mailto:… 地址，只用 ASCII 字符",
    en: "an https://… or mailto:… address in ASCII",
  },
  "header-name": {
    zh: "HTTP 请求头名，例如 Authorization",
    en: "the name of an HTTP header, such as Authorization",
  },
  "header-value": {
    zh: "一行 ASCII 文本，不能有换行或控制字符",
    en: "one line of ASCII, without line ends or control characters",
  },
  "private-network": {
    zh: "true、false，或来源列表，例如 [ https://storage.corp.example ]",
    en: "true, false, or a list of origins such as [ https://storage.corp.example ]",
  },
  "module-version": {
    zh: "模块@版本，例如 rsc.io/quote@v1.5.2",
    en: "MODULE@VERSION, such as rsc.io/quote@v1.5.2",
  },
  "list-too-long": { zh: "最多 500 项", en: "at most 500 entries" },
  text: { zh: "不为空的文本，且不要过长", en: "a text that is neither empty nor overlong" },
} as const;

/** One function for each thing that can be wrong with gomirrors.yaml. */
export const CONFIG_TEXTS = {
  fileMissing: () =>
    words(
      "file-missing",
      ["找不到配置文件", "检查 GOMIRRORS_CONFIG 或命令行给出的路径；不设则使用内置目录"],
      [
        "the configuration file does not exist",
        "check the path in GOMIRRORS_CONFIG or on the command line; without one the built-in catalogue runs",
      ],
    ),
  fileUnreadable: (reason: string) =>
    words(
      "file-unreadable",
      [`无法读取配置文件（${reason}）`, "检查路径和权限"],
      [`the configuration file cannot be read (${reason})`, "check its path and its permissions"],
    ),
  fileTooLarge: () =>
    words(
      "file-too-large",
      ["配置文件超过 1 MB", "缩短到 1 MB 以内"],
      ["the configuration file is larger than 1 MB", "shorten it to at most 1 MB"],
    ),
  yamlSyntax: (reason: string) =>
    words(
      "yaml-syntax",
      [`这里不是合法的 YAML（${reason}）`, "检查这一行的缩进、引号和冒号"],
      [`this is not YAML (${reason})`, "check the indentation, quotes and colons of this line"],
    ),
  duplicateKey: () =>
    words(
      "duplicate-key",
      ["同一个键写了两次", "删掉其中一个"],
      ["this key stands here twice", "remove one of the two"],
    ),
  notMapping: () =>
    words(
      "not-a-mapping",
      ["文件内容不是键值映射", "第一行写 version: 1"],
      ["the file is not a mapping of keys", "begin it with version: 1"],
    ),
  unknownKey: (suggestion: string | null, known: readonly string[]) =>
    words(
      "unknown-key",
      ["不认识这个键", suggestion === null ? `可用的键：${known.join("、")}` : `是不是 ${suggestion}？`],
      [
        "this key is not known",
        suggestion === null ? `the keys here are ${known.join(", ")}` : `did you mean ${suggestion}?`,
      ],
    ),
  missingKey: (key: string) =>
    words("missing-key", [`缺少 ${key}`, `加上 ${key}`], [`${key} is missing`, `add ${key}`]),
  wrongType: (expected: string) =>
    words(
      "wrong-type",
      ["类型不对", `这里要写 ${TYPE_TEXTS[expected]?.zh ?? expected}`],
      ["this is of the wrong type", `write ${TYPE_TEXTS[expected]?.en ?? expected}`],
    ),
  notOneOf: (values: readonly string[]) =>
    words(
      "not-one-of",
      ["不是允许的值", `可选：${values.join("、")}`],
      ["this value is not among those allowed", `write one of ${values.join(", ")}`],
    ),
  wrongFormat: (format: keyof typeof FORMAT_TEXTS) =>
    words(
      "wrong-format",
      ["格式不对", `写成${FORMAT_TEXTS[format].zh}`],
      ["this is written in the wrong form", `write ${FORMAT_TEXTS[format].en}`],
    ),
  missingVariable: (name: string, fix: string) =>
    words(
      "missing-variable",
      [`环境变量 ${name} 没有值`, "设置这个环境变量，引用写成 $ 加花括号中的变量名"],
      [`the environment variable ${name} has no value`, fix],
    ),
  url: (code: string, reason: ConfigWords["text"], fix: ConfigWords["fix"]): ConfigWords => ({
    code: `url-${code}`,
    text: reason,
    fix,
  }),
  missingUrl: () =>
    words(
      "missing-url",
      ["没有 url，也不是内置的 slug", "加上 url，或检查 slug 的拼写"],
      ["there is no url and the slug is not a built-in one", "add url, or check the spelling of the slug"],
    ),
  duplicateSlug: () =>
    words(
      "duplicate-slug",
      ["这个 slug 在前面用过了", "换一个 slug，或合并两条"],
      ["this slug was used before", "choose another slug, or make the two entries one"],
    ),
  duplicateUrl: (slug: string) =>
    words(
      "duplicate-url",
      [`与 ${slug} 是同一个地址`, "只保留一条，否则它会被测两遍"],
      [`${slug} has the same URL`, "keep one of the two, or it is measured twice"],
    ),
  intervalOutOfRange: (min: string, max: string) =>
    words(
      "interval-out-of-range",
      [`间隔必须在 ${min} 到 ${max} 之间`, `写 ${min} 或更长；自己的镜像加 allowPrivateNetwork 后最短 1s`],
      [
        `the interval must lie between ${min} and ${max}`,
        `write ${min} or more; with allowPrivateNetwork a mirror of your own may have 1s`,
      ],
    ),
  timeoutOutOfRange: (min: string, max: string) =>
    words(
      "timeout-out-of-range",
      [`超时必须在 ${min} 到 ${max} 之间`, `写 ${min} 到 ${max}`],
      [`the timeout must lie between ${min} and ${max}`, `write ${min} to ${max}`],
    ),
  timeoutOverInterval: (interval: string) =>
    words(
      "timeout-over-interval",
      [`超时比间隔（${interval}）还长`, `写 ${interval} 或更短`],
      [`the timeout is longer than the interval (${interval})`, `write ${interval} or less`],
    ),
  budgetOverPublic: (max: string) =>
    words(
      "budget-over-public",
      [`公共镜像每天的预算不能超过 ${max}`, `写 ${max} 或更少`],
      [`a public mirror's daily budget cannot exceed ${max}`, `write ${max} or less`],
    ),
  secretOverHttp: () =>
    words(
      "secret-over-http",
      ["请求头会不加密地发出", "改用 https，或确认网络可信"],
      ["the headers are sent unencrypted", "use https, or be sure of the network"],
    ),
  caUnreadable: () =>
    words(
      "ca-unreadable",
      ["无法读取这个证书文件", "路径相对于配置文件，检查它是否存在且可读"],
      [
        "this certificate file cannot be read",
        "the path is relative to this file: check that it exists and is readable",
      ],
    ),
  caNotPem: () =>
    words(
      "ca-not-pem",
      ["这个文件里没有 PEM 证书", "给出以 -----BEGIN CERTIFICATE----- 开头的文件"],
      ["this file holds no PEM certificate", "name a file that begins with -----BEGIN CERTIFICATE-----"],
    ),
  proxyMalformed: () =>
    words(
      "proxy-malformed",
      ["不是可用的代理地址", "写 none、env，或 http://主机:端口"],
      ["this is not the address of a proxy", "write none, env, or http://HOST:PORT"],
    ),
  verifierKey: () =>
    words(
      "verifier-key",
      ["不是校验数据库的公钥", "写成 名称+八位十六进制+Base64，与 GOSUMDB 里的一样"],
      ["this is not the verifier key of a checksum database", "write NAME+HASH+BASE64 as in GOSUMDB"],
    ),
  keyNameDiffers: () =>
    words(
      "key-name-differs",
      ["公钥属于另一个名称的数据库", "让 name 与公钥开头的名称一致"],
      ["the key belongs to a database of another name", "let name be the name that the key begins with"],
    ),
  keyMissing: () =>
    words(
      "key-missing",
      ["自己的校验数据库必须同时有 name 和 key", "两个都写上"],
      ["a checksum database of your own needs both name and key", "write both"],
    ),
  sampleMalformed: () =>
    words(
      "sample-malformed",
      ["不是合法的模块和版本", "写成 模块@版本，例如 rsc.io/quote@v1.5.2"],
      ["this is no module version", "write MODULE@VERSION, such as rsc.io/quote@v1.5.2"],
    ),
  unknownSlug: (key: string) =>
    words(
      "unknown-slug",
      [`${key} 里没有这个 slug，或它已停用`, `先在 ${key} 里加上它，或检查拼写`],
      [`${key} has no enabled entry of this slug`, `add it to ${key} first, or check the spelling`],
    ),
  retentionOrder: () =>
    words(
      "retention-order",
      ["保留时间不能短于更细的一级，raw 至少 1d", "让 1d ≤ raw ≤ hours ≤ days"],
      ["coarser data cannot be kept shorter than finer, and raw at least 1d", "let 1d ≤ raw ≤ hours ≤ days"],
    ),
} as const;

const TYPE_TEXTS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  string: { zh: "文本", en: "a text" },
  number: { zh: "数字", en: "a number" },
  int: { zh: "整数", en: "a whole number" },
  boolean: { zh: "true 或 false", en: "true or false" },
  array: { zh: "列表", en: "a list" },
  object: { zh: "键值映射", en: "a mapping of keys" },
  record: { zh: "键值映射", en: "a mapping of keys" },
};
