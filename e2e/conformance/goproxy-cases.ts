import { type EngineCase, FILES, probes } from "./engine-case";

const DEAD = "sumdb-supported-but-dead";
const FAILED = "dishonest-not-found upstream-failed";
const WITHOUT_HEAD = "sumdb/tile";
const LISTS = "list/tagged latest/latest";
const NO_MODULE = "absent/module prefix/short prefix/sub-package";
const GET_FILES = FILES.replace(" zip/head", "");

/** A failure of the upstream becomes a 404 that must not be cached. */
const UPSTREAM_FAILED = probes(
  {
    [FAILED]: `${LISTS} ${FILES} absent/version sumdb/latest`,
    "ok upstream-failed": NO_MODULE,
    [`dishonest-not-found ${DEAD}`]: "sumdb/lookup",
  },
  WITHOUT_HEAD,
);
/** The same with everything stored: lists and the checksum path are copies. */
const LIVES_OFF_ITS_STORE = probes({
  [FAILED]: "absent/version",
  "ok served-from-fallback": LISTS,
  "ok upstream-failed": NO_MODULE,
});
/** What it has no 404 for is a 500. */
const INTERNAL_ERROR = probes(
  {
    "server-error": `${LISTS} ${FILES} absent/module absent/version prefix/sub-package sumdb/latest`,
    "server-error short-prefix-refused": "prefix/short",
    [`server-error ${DEAD}`]: "sumdb/lookup",
  },
  WITHOUT_HEAD,
);
const INTERNAL_ERROR_BUT_STORED = probes({
  "server-error": "absent/module absent/version prefix/sub-package",
  "server-error short-prefix-refused": "prefix/short",
  "ok served-from-fallback": LISTS,
});

/** goproxy v0.26: what it does in each state of its upstream. */
export const GOPROXY_CASES: readonly EngineCase[] = [
  { state: "healthy", before: "cold", probes: probes({}), go: ["ok", "ok", "ok"] },
  { state: "healthy", before: "stored", probes: probes({}), go: ["ok", "ok", "ok"] },
  { state: "slow", before: "cold", probes: probes({}), go: ["ok", "ok", "ok"] },
  {
    state: "gone",
    before: "cold",
    probes: probes(
      {
        "not-found absence-true": `${LISTS} ${GET_FILES} sumdb/latest`,
        "not-found absence-undecidable": "zip/head",
        [`not-found ${DEAD}`]: "sumdb/lookup",
      },
      WITHOUT_HEAD,
    ),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "gone",
    before: "stored",
    probes: probes({ "ok served-from-fallback": LISTS }),
    go: ["ok", "ok", "ok"],
  },
  { state: "503", before: "cold", probes: UPSTREAM_FAILED, go: ["fails", "fails", "fails"] },
  { state: "503", before: "stored", probes: LIVES_OFF_ITS_STORE, go: ["ok", "ok", "ok"] },
  { state: "503", before: "over", probes: probes({}), go: ["ok", "ok", "ok"] },
  { state: "403", before: "cold", probes: INTERNAL_ERROR, go: ["fails", "fails", "fails"] },
  { state: "403", before: "stored", probes: INTERNAL_ERROR_BUT_STORED, go: ["ok", "ok", "ok"] },
  { state: "refused", before: "cold", probes: INTERNAL_ERROR, go: ["fails", "fails", "fails"] },
  { state: "refused", before: "stored", probes: INTERNAL_ERROR_BUT_STORED, go: ["ok", "ok", "ok"] },
  {
    state: "page",
    before: "cold",
    probes: probes(
      {
        "malformed empty-list": "list/tagged absent/module prefix/sub-package",
        "ok empty-list": "prefix/short",
        [FAILED]: `latest/latest ${GET_FILES} absent/version`,
        "not-found absence-undecidable": "zip/head",
        "soft-200 html-body": "sumdb/latest",
        [`soft-200 ${DEAD}`]: "sumdb/lookup",
      },
      WITHOUT_HEAD,
    ),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "page",
    before: "stored",
    probes: probes(
      {
        "malformed empty-list": "list/tagged absent/module prefix/sub-package",
        "ok empty-list": "prefix/short",
        "ok served-from-fallback": "latest/latest",
        [FAILED]: "absent/version",
        "soft-200 html-body": "sumdb/latest",
        [`soft-200 ${DEAD}`]: "sumdb/lookup",
      },
      WITHOUT_HEAD,
    ),
    go: ["fails", "fails", "fails"],
  },
  { state: "hang", before: "cold", probes: UPSTREAM_FAILED, go: ["fails", "fails", "fails"] },
  { state: "hang", before: "stored", probes: LIVES_OFF_ITS_STORE, go: ["ok", "ok", "ok"] },
  {
    state: "lookups 503",
    before: "cold",
    probes: probes({
      "server-error": FILES,
      [`dishonest-not-found ${DEAD}`]: "sumdb/lookup",
    }),
    go: ["fails", "fails", "fails"],
  },
  {
    // Its own check of a cold version has no time limit.
    state: "lookups hang",
    before: "cold",
    probes: probes({
      "header-timeout hangs": FILES,
      [`dishonest-not-found ${DEAD}`]: "sumdb/lookup",
    }),
    go: ["hangs", "hangs", "hangs"],
  },
  {
    state: "healthy",
    before: "checked in vain",
    probes: probes({ "server-error": FILES.replace(" escaped/bang escaped/percent", "") }),
    go: ["fails", "fails", "ok"],
  },
];
