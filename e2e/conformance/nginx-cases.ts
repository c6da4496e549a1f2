import { type EngineCase, FILES, probes } from "./engine-case";

const LISTS = "list/tagged latest/latest";
const NO_MODULE = "absent/module absent/version prefix/sub-package";
const WITHOUT_HEAD = "sumdb/tile";
/** Where `supported` is 404, a 404 is right for the rest of the checksum path too. */
const NO_DATABASE = "sumdb/supported sumdb/latest sumdb/lookup";

function passing(outcome: string): EngineCase["probes"] {
  return probes(
    {
      [outcome]: `${LISTS} ${FILES} ${NO_MODULE} sumdb/supported`,
      [`${outcome} short-prefix-refused`]: "prefix/short",
    },
    "sumdb/latest sumdb/lookup sumdb/tile",
  );
}

/** nginx over the tree itself. `gone`: over an empty folder. */
export const FILE_SERVER_CASES: readonly EngineCase[] = [
  { state: "healthy", before: "cold", probes: probes({}), go: ["ok", "ok", "ok"] },
  {
    state: "gone",
    before: "cold",
    probes: probes(
      {
        "not-found absence-undecidable": `${LISTS} ${FILES}`,
        "ok sumdb-not-proxied": NO_DATABASE,
      },
      WITHOUT_HEAD,
    ),
    go: ["fails", "ok", "ok"],
  },
];

/** nginx that passes everything on. */
export const REVERSE_PROXY_CASES: readonly EngineCase[] = [
  { state: "healthy", before: "cold", probes: probes({}), go: ["ok", "ok", "ok"] },
  {
    state: "gone",
    before: "cold",
    probes: probes(
      {
        "not-found absence-undecidable": `${LISTS} ${FILES}`,
        "ok sumdb-not-proxied": NO_DATABASE,
      },
      WITHOUT_HEAD,
    ),
    go: ["fails", "ok", "ok"],
  },
  { state: "503", before: "cold", probes: passing("server-error"), go: ["fails", "fails", "ok"] },
  { state: "403", before: "cold", probes: passing("forbidden"), go: ["fails", "fails", "ok"] },
  { state: "refused", before: "cold", probes: passing("server-error"), go: ["fails", "fails", "ok"] },
  { state: "hang", before: "cold", probes: passing("server-error"), go: ["fails", "fails", "ok"] },
  {
    state: "page",
    before: "cold",
    probes: probes(
      {
        "soft-200 html-body": `${LISTS} ${FILES} ${NO_MODULE} prefix/short sumdb/supported sumdb/latest`,
        "soft-200 sumdb-supported-but-dead": "sumdb/lookup",
      },
      WITHOUT_HEAD,
    ),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "lookups 503",
    before: "cold",
    probes: probes({ "server-error sumdb-supported-but-dead": "sumdb/lookup" }),
    go: ["fails", "fails", "fails"],
  },
  {
    state: "lookups hang",
    before: "cold",
    probes: probes({ "server-error sumdb-supported-but-dead": "sumdb/lookup" }),
    go: ["fails", "fails", "fails"],
  },
  {
    state: ".info a page",
    before: "cold",
    probes: probes({ "soft-200 html-body": "info/canonical escaped/bang escaped/percent absent/version" }),
    go: ["fails", "fails", "ok"],
  },
  {
    // A go.mod is checked while the next entry can still be asked.
    state: ".mod a page",
    before: "cold",
    probes: probes({ "soft-200 html-body": "mod/canonical" }),
    go: ["fails", "fails", "ok"],
  },
  {
    state: ".zip a page",
    before: "cold",
    probes: probes({ "soft-200 html-body": "zip/small zip/head zip/range" }),
    go: ["fails", "fails", "fails"],
  },
  {
    state: ".zip 404",
    before: "cold",
    probes: probes({ "not-found absence-undecidable": "zip/small zip/head zip/range" }),
    go: ["fails", "ok", "ok"],
  },
];

/** What `npm test` has time for. */
export const SHORT_REVERSE_PROXY_CASES: readonly EngineCase[] = REVERSE_PROXY_CASES.filter(({ state }) =>
  ["healthy", "503", "page", "lookups 503", ".mod a page", ".zip a page"].includes(state),
);
