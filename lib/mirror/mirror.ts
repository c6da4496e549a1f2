/** A text a person reads, in both languages. */
export type LocalText = { readonly zh: string; readonly en: string };

/** A GOPROXY server under one base URL. Its slug is its identity for ever; it carries no secret. */
export type Mirror = {
  /** Lower-case letters, digits and hyphens. */
  readonly slug: string;
  readonly name: LocalText;
  /** Base URL in normal form: scheme, host, path, one trailing slash; no userinfo, query or fragment. */
  readonly url: string;
  readonly builtin: boolean;
  readonly about: MirrorAbout;
  /** Milliseconds between light probes: ≥ 60,000, or ≥ 1,000 with an allowed private network. */
  readonly intervalMs: number;
  /** Milliseconds from the first lookup to the last byte. */
  readonly timeoutMs: number;
  /** Requests and bytes per UTC day. */
  readonly budget: { readonly requests: number; readonly bytes: number };
  /** The operator of this installation runs the mirror: its budget is his own, not the public limit. */
  readonly own: boolean;
};

/** What is publicly known of a mirror, and on which day it was checked. */
export type MirrorAbout = {
  readonly operator: LocalText | null;
  readonly engine: string | null;
  readonly homePage: string | null;
  readonly statusPage: string | null;
  /** What it is believed to serve; null where nobody knows. Never part of a verdict. */
  readonly serves: { readonly sumdb: boolean | null; readonly toolchain: boolean | null };
  /** ISO date, null for a mirror that the configuration added. */
  readonly checkedOn: string | null;
};

/** How a host is reached: what only the process that measures needs, secrets included. */
export type Access = {
  /** Origins whose private addresses may be connected to; never by redirect from elsewhere. */
  readonly privateOrigins: readonly string[];
  /** Request headers; values are secrets. Sent to the mirror's own origin only. */
  readonly headers: Readonly<Record<string, string>>;
  /** PEM text of one extra trust root, null for none. */
  readonly ca: string | null;
  readonly resolver: "dns" | "system";
  /** `none`, or the proxy's URL. */
  readonly proxy: string;
};
