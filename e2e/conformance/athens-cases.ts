import { type EngineCase, FILES, probes } from "./engine-case";

const DEAD = "sumdb-supported-but-dead";
const FAILED = "dishonest-not-found upstream-failed";
const WITHOUT_HEAD = "sumdb/tile";
const NO_MODULE = "absent/module prefix/short prefix/sub-package";

/** Every failure is a 404; only that of a list says why. */
function failing(lookup: string, latest: string, files: string): EngineCase["probes"] {
  return probes(
    {
      [FAILED]: "list/tagged",
      "not-found absence-undecidable": `latest/latest${files}`,
      "ok upstream-failed": NO_MODULE,
      [`${lookup} ${DEAD}`]: "sumdb/lookup",
      [latest]: "sumdb/latest",
    },
    WITHOUT_HEAD,
  );
}
const COLD = ` ${FILES}`;
const STORED = "";

const GONE = {
  "not-found absence-true": "list/tagged",
  [`not-found ${DEAD}`]: "sumdb/lookup",
} as const;

const KILLED = {
  "server-error": `list/tagged latest/latest absent/module absent/version prefix/sub-package`,
  "server-error short-prefix-refused": "prefix/short",
  "header-timeout hangs": "sumdb/latest",
  [`header-timeout ${DEAD} hangs`]: "sumdb/lookup",
} as const;

/** Athens v0.18: what it does in each state of its upstream. */
export const ATHENS_CASES: readonly EngineCase[] = [
  { state: "healthy", before: "cold", probes: probes({}), go: ["ok", "ok", "ok"] },
  { state: "healthy", before: "stored", probes: probes({}), go: ["ok", "ok", "ok"] },
  { state: "slow", before: "cold", probes: probes({}), go: ["ok", "ok", "ok"] },
  {
    state: "gone",
    before: "cold",
    probes: probes(
      { ...GONE, "not-found absence-undecidable": `latest/latest ${FILES} sumdb/latest` },
      WITHOUT_HEAD,
    ),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "gone",
    before: "stored",
    probes: probes({ ...GONE, "not-found absence-undecidable": "latest/latest sumdb/latest" }, WITHOUT_HEAD),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "503",
    before: "cold",
    probes: failing("server-error", "server-error", COLD),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "503",
    before: "stored",
    probes: failing("server-error", "server-error", STORED),
    go: ["fails", "fails", "fails"],
  },
  { state: "503", before: "over", probes: probes({}), go: ["ok", "ok", "ok"] },
  {
    state: "403",
    before: "cold",
    probes: failing("forbidden", "forbidden", COLD),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "refused",
    before: "cold",
    probes: failing("server-error", "server-error", COLD),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "page",
    before: "cold",
    probes: failing("soft-200", "soft-200 html-body", COLD),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "page",
    before: "stored",
    probes: failing("soft-200", "soft-200 html-body", STORED),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "hang",
    before: "cold",
    probes: probes({ ...KILLED, "server-error": `${KILLED["server-error"]} ${FILES}` }, WITHOUT_HEAD),
    go: ["fails", "fails", "hangs"],
  },
  { state: "hang", before: "stored", probes: probes(KILLED, WITHOUT_HEAD), go: ["hangs", "hangs", "hangs"] },
  {
    state: "lookups 503",
    before: "cold",
    probes: probes({
      [FAILED]: "list/tagged",
      "not-found absence-undecidable": `latest/latest ${FILES}`,
      [`server-error ${DEAD}`]: "sumdb/lookup",
    }),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "lookups hang",
    before: "cold",
    probes: probes({
      "server-error": `list/tagged latest/latest ${FILES}`,
      [`header-timeout ${DEAD} hangs`]: "sumdb/lookup",
    }),
    go: ["fails", "fails", "hangs"],
  },
  {
    state: "modules hang",
    before: "workers taken",
    probes: probes({
      "header-timeout hangs": `list/tagged latest/latest ${FILES} absent/module absent/version prefix/sub-package prefix/short`,
    }),
    go: ["hangs", "hangs", "hangs"],
  },
];
