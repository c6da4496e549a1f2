/** Of each state: what it means, what leads into it and what out. PARTIAL is a DOWN of a mirror with a core endpoint that works. */
export const states = {
  HEALTHY: {
    meaning: "应答符合协议。",
    enter: "无数据之后的第一次正常应答；或满足恢复的条件。",
    leave: "失败经复核；或连续三个周期没有结果。",
  },
  SUSPECT: {
    meaning: "刚失败过一次，正在复核。",
    enter: "这个版本不会出现：复核期间状态保持不变。",
    leave: "—",
  },
  DEGRADED: {
    meaning: "能用，但有一部分不好：现在只有一种情形，域名的部分地址不通。",
    enter: "某个地址连续失败，别的地址正常。",
    leave: "坏掉的地址重新答对，并满足恢复的条件。",
  },
  PARTIAL: {
    meaning: "镜像有接口不可用，但核心接口没有全坏。",
    enter: "任何一个影响结论的接口不可用。",
    leave: "接口恢复；或核心接口全部不可用，变成「不可用」。",
  },
  DOWN: {
    meaning: "接口得不到正确的应答；对镜像来说，是核心接口全部如此。",
    enter: "失败和两次复核都失败；或最近的定时探测失败了一半。",
    leave: "满足恢复的条件；或连续三个周期没有结果。",
  },
  UNTRUSTED: {
    meaning: "内容与校验数据库不一致，有可以重放的证据。",
    enter: "这个版本不会出现：还没有验内容。",
    leave: "—",
  },
  MAINTENANCE: {
    meaning: "运营方或值班的人说了正在维护。",
    enter: "这个版本不会出现：还不能登记维护。",
    leave: "—",
  },
  UNKNOWN: {
    meaning: "不知道。不算正常，也不算故障。",
    enter: "刚启动；观测点离线；探测关闭；预算用完；连续三个周期没有计入的结果。",
    leave: "第一次正常应答；或失败经复核。",
  },
} as const;

/** When each first sentence of the overview holds. */
export const verdicts = {
  "no-snapshot": "采集进程从来没有写出过结果。",
  stale: "最新的快照太旧，写它的进程不在了。",
  "no-mirrors": "配置里没有镜像。",
  "probing-off": "GOMIRRORS_PROBING=off，什么也不发。",
  "observer-offline": "观测点自己连不出去。",
  "first-minute": "刚启动，还有镜像没有结果，有结果的都没出问题。",
  "all-down": "全部镜像不可用或内容不可信。",
  "some-down": "至少一个镜像不可用或内容不可信。",
  "some-partial": "至少一个镜像部分不可用。",
  "some-degraded": "至少一个镜像性能下降。",
  "some-unknown": "没有坏的，但有镜像没有数据。",
  "all-healthy": "全部正常。",
} as const;

/** What each outcome stands for. */
export const outcomes = {
  ok: "应答符合这个接口的规定。",
  "dns-not-found": "解析器说没有这个域名。",
  "dns-timeout": "解析器在时限内没有应答。",
  "dns-failed": "解析器报错，或应答里没有地址。",
  refused: "目标端口没有程序在听。",
  unreachable: "网络或主机不可达。",
  "connect-timeout": "时限内 TCP 没有连上。",
  "tls-timeout": "时限内握手没有完成。",
  "tls-expired": "证书过了有效期，或还没有生效。",
  "tls-name": "证书里没有这个域名。",
  "tls-untrusted": "证书链到不了受信任的根。",
  "tls-protocol": "握手里双方谈不拢，或对方说的不是 TLS。",
  reset: "连接被对方中途断开。",
  "header-timeout": "请求已发出，时限内没有收到响应头。",
  stalled: "正文传到一半停住，直到时限。",
  truncated: "收到的字节比声明的少。",
  "too-large": "正文超过这个接口的上限，我们停止读取。",
  "too-slow": "一直有数据，但到时限还没有传完。",
  "redirect-loop": "重定向超过次数，或绕回原处。",
  "redirect-blocked": "重定向到不允许的协议或地址。",
  "blocked-address": "域名解析到内网或保留地址，按规定不连。",
  unauthorized: "公共镜像不该要求登录。",
  forbidden: "镜像拒绝了这次请求。",
  "rate-limited": "镜像嫌我们问得太多，我们会按 Retry-After 暂停。",
  "server-error": "镜像答了 5xx；页面会写出具体的状态码。",
  "not-found": "本该有的东西答了 404，又没有不属实的迹象。",
  gone: "本该有的东西答了 410。",
  "dishonest-not-found": "答了 404，但有迹象表明是镜像的上游失败：逗号之后的镜像会被白白问到。",
  "unexpected-status": "这个接口不该出现的状态码。",
  "soft-200": "状态码是 200，内容却是网页或报错。",
  malformed: "内容读不出来：版本列表、JSON、go.mod、zip 或签名的格式不对。",
  "wrong-version": "答的是另一个版本或另一个模块。",
  stopped: "被我们自己中止，例如进程退出；不计入任何数字。",
} as const;
