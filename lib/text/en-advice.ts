import type { Params } from "./params";
import type { Texts } from "./zh";

/** Texts of the recommendation in English: page, API, text files and command line. */
export const adviceTexts: Texts["advice"] = {
  title: "Use this now",
  titleAt: (moment) => `Recommended at ${moment}`,
  confidence: {
    high: "high confidence",
    medium: "medium confidence",
    low: "low confidence",
    none: "not measured",
  },
  ground: {
    default: "This is the documented default, not a measured choice.",
    held: "This is the last measured choice; there is no newer data.",
    stale: (age) => `The data stopped ${age}. This was the choice then, not now.`,
  },
  code: "Commands to run",
  copy: "Copy commands",
  copied: "Copied",
  copyFailed: "Not copied: select it by hand",
  own: "own",
  kept: "keeps its place",
  because: (why) => `Reason: ${why}.`,
  floor: (versions) => `Needs Go ${versions}. With an earlier one a mirror can bypass the checksum check.`,
  floorOr: " or ",
  floorLink: (checkedOn) => `Advisory (checked ${checkedOn})`,
  verify: "Verify",
  undo: "Undo",
  permalink: "Record",
  row: (id, moment) => `recommendation #${id}, unchanged since ${moment}`,
  noRow: "not stored yet, so there is no permanent link for now",
  why: "Why",
  whyWindow: (window) => `availability and p95 of ${window}`,
  how: "How it is chosen",
  changes: "What would change it: ",
  position: (position) => `position ${position} of the recommended chain`,
  join: "; ",
  stop: ".",
  of: (name, why) => `${name}: ${why}`,
  window: { "24h": "24 h" },
  infoTail: (latency) => `.info p95 ${latency}`,
  zipTail: (latency) => `.zip p95 ${latency}`,
  none: "—",
  reason: {
    measured: (p: Params) =>
      `mirrors compared: ${p["n"]}, each with at least ${p["need"]} probes; by availability, then by p95 of .info, then of .zip`,
    "default-thin": (p: Params) =>
      `no mirror has ${p["need"]} probes that count yet; the most that one has is ${p["n"]}`,
    "default-no-mirrors": () => "there is no mirror to watch",
    "default-none-fit": (p: Params) => `none of the ${p["n"]} mirrors can be used now`,
    "default-offline": () => "the vantage is offline, and nothing was measured before",
    "default-probing-off": () => "probing is off, and nothing was measured before",
    "default-unmeasured": () => "nothing was measured yet",
    "held-offline": () => "the vantage is offline; the last measured choice stays",
    "held-probing-off": () => "probing is off; the last measured choice stays",
    chosen: (p: Params) =>
      `availability ${p["ratio"]} (${p["window"]}, n=${p["n"]}), .info p95 ${p["infoP95Ms"]}, .zip p95 ${p["zipP95Ms"]}`,
    kept: (p: Params) =>
      `keeps its place, none is clearly better: availability ${p["ratio"]} (${p["window"]}, n=${p["n"]}), .info p95 ${p["infoP95Ms"]}, .zip p95 ${p["zipP95Ms"]}`,
    fallback: () => "the documented default, not measured",
    down: (p: Params) => (p["partial"] === 1 ? "partly down" : "down"),
    untrusted: () => "untrusted content",
    maintenance: () => "in maintenance",
    "no-data": () => "no data",
    thin: (p: Params) => `only ${p["n"]} probes, ${p["need"]} are needed`,
    "unsafe-url": () => "its URL cannot stand in GOPROXY",
    credentials: () => "it needs credentials that go would not send",
    "less-available": (p: Params) => `availability ${p["ratio"]}, below ${p["thanRatio"]}`,
    "slower-info": (p: Params) => `.info p95 ${p["p95Ms"]}, slower than ${p["thanP95Ms"]}`,
    "slower-zip": (p: Params) => `.zip p95 ${p["p95Ms"]}, slower than ${p["thanP95Ms"]}`,
    "later-in-order": () => "as good, later in the default order",
    margin: () => "not different enough to displace one in the chain",
    "not-compared": () => "not compared this time",
  },
  change: {
    "goes-down": (p: Params) =>
      p["next"] === null
        ? `when ${p["mirror"]} is down or untrusted, the default takes its place`
        : `when ${p["mirror"]} is down or untrusted, ${p["next"]} takes its place at once`,
    drops: (p: Params) =>
      `when the availability of ${p["mirror"]} falls below ${p["ratio"]}, ${p["next"]} takes its place`,
    slows: (p: Params) =>
      `when the .info p95 of ${p["mirror"]} rises above ${p["p95Ms"]}, ${p["next"]} takes its place`,
    "enough-data": (p: Params) => `once a mirror has ${p["need"]} probes, measurements decide`,
    "comes-online": () => "once the vantage is online, mirrors are compared again",
    "probing-on": () => "once probing is on, mirrors are compared again",
    "mirrors-added": () => "once gomirrors.yaml names mirrors, measurements decide",
    recovers: () => "once a mirror recovers, mirrors are compared again",
  },
  file: {
    head: (guideline) => `gomirrors rules ${guideline}`,
    row: (id, time, vantage) => `recommendation #${id}, since ${time}, vantage ${vantage}`,
    list: {
      GOPROXY: "the value of GOPROXY, one line",
      GOSUMDB: "the value of GOSUMDB, one line",
      "env.sh": "assignments for a POSIX shell: . ./env.sh",
      "go-env": "one go env -w command",
      sha256: "checksum of any of these files, for sha256sum -c",
    },
    use: "use: . ./env.sh",
    default: (why) => `the documented default, not measured: ${why}`,
    held: (why) => `not measured just now: ${why}`,
    stale: (time) => `the data stopped at ${time}, nothing newer is known`,
  },
};
