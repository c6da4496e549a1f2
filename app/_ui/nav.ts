import type { Texts } from "@/lib/text/zh";
import type { IconName } from "./icon";

type NavItem = {
  readonly path: string;
  readonly icon: IconName;
  readonly name: (t: Texts) => string;
};

/** The main pages, for the header, the bar below on phones, and the page of what is not found. */
export const NAV: readonly NavItem[] = [
  { path: "/", icon: "gauge", name: (t) => t.nav.overview },
  { path: "/methodology", icon: "book", name: (t) => t.shell.nav.methodology },
  { path: "/system", icon: "system", name: (t) => t.shell.nav.system },
  { path: "/docs/api", icon: "code", name: (t) => t.shell.nav.api },
];
