import type { Texts } from "./zh";

/** Texts of the frame of every page, in English. */
export const shellTexts: Texts["shell"] = {
  nav: { methodology: "Methodology", system: "System", api: "API", bottom: "Bottom" },
  palette: "Command palette ⌘K",
  menu: (zone) => `Time zone ${zone} and settings`,
  theme: {
    light: "Switch between light and dark, now light",
    dark: "Switch between light and dark, now dark",
    system: "Switch between light and dark, now as the system",
  },
  zone: {
    title: "Time zone",
    browser: "Browser’s own",
    other: "Another zone",
    use: "Use",
    unknown: "There is no such time zone. Write an IANA name such as Asia/Shanghai, Europe/Berlin or UTC.",
    unknownNamed: (name) =>
      `There is no time zone called ${name}. Write an IANA name such as Asia/Shanghai, Europe/Berlin or UTC.`,
    how: "Times and days on the pages are those of this zone. A link with tz= keeps its own.",
    more: "All display settings",
  },
  preferences: {
    title: "Display settings",
    text: "Kept in this browser’s cookies: no account is needed and nobody else sees them.",
    theme: "Light or dark",
    light: "Light",
    dark: "Dark",
    system: "As the system",
    language: "Language",
    back: "Back to the page before",
  },
  demo: {
    label: "Demo",
    text: "A demo: the mirrors are simulated on this machine and the history before the start is invented; the one with the stale list and the one whose zip is not genuine look healthy until later versions judge them.",
    how: "How to switch one off",
    off: "Off:",
    on: "; on again:",
    slug: ". SLUG is the mirror’s name, as in its address.",
  },
  notFound: {
    home: "Back to the overview",
    title: "No such page",
    path: (path) => `Nothing is at ${path}.`,
    page: "Check the spelling, or start from one of these pages.",
    mirror: (slug) => `There is no mirror called ${slug}`,
    mirrorFix:
      "A slug is a mirror’s name for good. Check the spelling, or choose one below; a mirror that was removed has no page any more.",
    exchangeId: (id) => `${id} is not the id of an exchange`,
    exchangeIdFix:
      "An id is made of kind, variant, connection, family, epoch, time and attempt with dots between, such as zip.small.fresh.0.1.1732454400000.0.",
    exchange: "There is no such exchange",
    exchangeFix:
      "It never happened, or it is past its time: raw results are kept 14 days unless configured otherwise, then only hourly figures are left.",
    near: (name) => `Did you mean ${name}?`,
    ofMirror: (name) => `The page of ${name}`,
    mirrors: "The mirrors there are",
    pages: "The pages there are",
  },
  foot: {
    budget:
      "At most 6,000 requests and 200 MB per public mirror, day and vantage; never more than 2 in parallel or 2 a second. Operators can opt out at any time.",
    methodology: "Methodology",
    api: "API",
    metrics: "Metrics",
    system: "System",
    snapshot: "Snapshot JSON",
    schema: "JSON Schema of the configuration",
    preferences: "Display settings",
  },
  printed: {
    url: "Address of this page",
    data: (moment, age) => `Data of ${moment} (${age} when this page was made)`,
    none: "No data",
  },
};
