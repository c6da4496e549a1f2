import type { Params } from "./params";
import { text } from "./params";

export const kind = {
  list: "list",
  latest: "@latest",
  info: ".info",
  mod: ".mod",
  zip: ".zip",
  sumdb: "校验代理",
  toolchain: "工具链",
  absent: "不存在",
  prefix: "路径前缀",
  escaped: "转义路径",
} as const;

/** What an endpoint kind is asked for. */
export const kindMeaning = {
  list: "列出模块的全部版本",
  latest: "没有版本号时给出最新版本",
  info: "一个版本的版本号和时间",
  mod: "一个版本的 go.mod",
  zip: "一个版本的源码包",
  sumdb: "代理校验数据库，让 go 不必直连",
  toolchain: "下载 Go 工具链本身",
  absent: "不存在的模块应答 404 或 410",
  prefix: "仓库前缀和子包路径不是模块，应答 404 或 410",
  escaped: "含大写字母的模块路径，! 和 %21 两种写法",
} as const;

export const phase = {
  dns: "DNS",
  tcp: "TCP",
  tls: "TLS",
  ttfb: "首字节",
  transfer: "传输",
} as const;

export const outcome = {
  ok: "正常",
  "dns-not-found": "域名不存在",
  "dns-timeout": "DNS 超时",
  "dns-failed": "DNS 解析失败",
  refused: "连接被拒绝",
  unreachable: "网络不可达",
  "connect-timeout": "连接超时",
  "tls-timeout": "TLS 握手超时",
  "tls-expired": "证书已过期",
  "tls-name": "证书与域名不符",
  "tls-untrusted": "证书不受信任",
  "tls-protocol": "TLS 协议错误",
  reset: "连接被重置",
  "header-timeout": "等不到响应头",
  stalled: "传输停住",
  truncated: "内容不完整",
  "too-large": "内容超过上限",
  "too-slow": "超过时限",
  "redirect-loop": "重定向循环",
  "redirect-blocked": "重定向目标不允许",
  "blocked-address": "地址不允许访问",
  unauthorized: "要求登录（401）",
  forbidden: "拒绝访问（403）",
  "rate-limited": "被限流（429）",
  "server-error": "服务端错误",
  "not-found": "找不到（404）",
  gone: "已移除（410）",
  "dishonest-not-found": "404 不属实",
  "unexpected-status": "状态码不符合协议",
  "soft-200": "以 200 返回错误内容",
  malformed: "内容格式不对",
  "wrong-version": "版本或模块不符",
  stopped: "探测中止",
} as const;

export const reason = {
  "upstream-failed": "上游抓取失败，却答 404",
  "absence-undecidable": "仅凭这个 404 无法判断模块是否存在",
  "absence-refused": "镜像拒绝提供这个模块",
  "absence-true": "模块确实不存在",
  "short-prefix-refused": "较短的前缀被拒绝，不影响构建",
  "html-body": "返回的是网页",
  "empty-list": "版本列表为空",
  "list-member-missing": "列表缺少已知版本",
  "list-malformed": "列表格式不对",
  "pseudo-versions-listed": "列表里混入伪版本",
  "info-malformed": ".info 格式不对",
  "version-differs": "返回的版本与请求不同",
  "module-line-differs": "go.mod 的 module 行不同",
  "zip-not-a-zip": "不是 zip 文件",
  "zip-prefix-differs": "zip 内路径前缀不对",
  "zip-length-differs": "zip 大小与已知的不同，重新打包也会如此",
  "head-not-allowed": "不支持 HEAD",
  "range-ignored": "不支持分段读取",
  "absent-answered": "不存在的模块也给了内容",
  "sumdb-not-proxied": "不代理校验数据库",
  "sumdb-supported-but-dead": "声称代理校验数据库，查询却失败",
  "head-unsigned": "树头没有有效签名",
  "lookup-malformed": "校验记录格式不对",
  "lookup-other-module": "校验记录属于别的模块",
  "tile-wrong-length": "tile 长度不对",
  "tile-missing": "缺少 tile",
  "http2-not-agreed": "TLS 握手没有谈成 HTTP/2",
  "served-from-fallback": "由备用来源提供",
} as const;

export const state = {
  UNKNOWN: "无数据",
  HEALTHY: "正常",
  SUSPECT: "复核中",
  DEGRADED: "性能下降",
  DOWN: "不可用",
  UNTRUSTED: "内容不可信",
  MAINTENANCE: "维护中",
} as const;

export const gapCause = {
  "not-running": "采集进程没有运行",
  stopped: "探测被中止",
  budget: "超出当天预算",
  busy: "并发已满",
  "retry-after": "镜像要求稍后再来",
  late: "错过了时刻",
  "no-connection": "没有可复用的连接",
  "not-askable": "缺少提问所需的信息",
  "probing-off": "探测已关闭",
  clock: "时钟被调整",
  "not-stored": "测到了，但数据库写不进去，内存也满了",
} as const;

export const observerCause = {
  offline: "对照站也都不通，问题在观测点一侧",
  resolver: "DNS 解析器不通，问题在观测点一侧",
  captive: "网络要求登录（强制门户），问题在观测点一侧",
} as const;

function phaseWords(name: string): string {
  return /[A-Za-z0-9]$/.test(name) ? `${name} 阶段` : `${name}阶段`;
}

/** A failed probe in words: what, in which phase, and why if that is known. */
export function failure(params: Params): string {
  const what = text(outcome, params["outcome"]);
  const why =
    params["reason"] === null || params["reason"] === undefined ? "" : text(reason, params["reason"]);
  const where = phaseWords(text(phase, params["phase"]));
  const status = params["outcome"] === "server-error" && params["status"] ? ` ${params["status"]}` : "";
  return `${what}${status}${why === "" ? "" : `：${why}`}（${where}）`;
}

export const stateReason = {
  answered: () => "已有正常应答",
  recovered: (p: Params) => `连续 ${p["goods"]} 次正常，已恢复`,
  "probe-failed": (p: Params) => `${failure(p)}，两次复核仍失败`,
  "half-failed": (p: Params) => `最近 ${p["of"]} 次失败 ${p["failed"]} 次，最近一次：${failure(p)}`,
  "address-dead": (p: Params) => `部分地址不通：${p["address"]}`,
  "family-dead": (p: Params) => `IPv${p["family"]} 不通，另一个协议族正常`,
  "endpoints-down": (p: Params) => `${p["of"]} 个接口中 ${p["n"]} 个不可用`,
  "endpoints-degraded": (p: Params) => `${p["of"]} 个接口中 ${p["n"]} 个性能下降`,
  "endpoints-healthy": () => "各接口正常",
  "endpoints-unknown": () => "各接口都没有数据",
  "no-data": () => "连续三个周期没有结果",
  "not-running": () => "采集进程没有运行",
  "observer-offline": () => "观测点离线",
  "probing-off": () => "探测已关闭",
  paused: () => "镜像要求暂停（Retry-After）",
  "budget-spent": () => "当天预算已用完",
} as const;
