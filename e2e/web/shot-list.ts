/** A picture of the READMEs: a page of the demo in one language and theme. */
export type Shot = {
  /** Below docs/shots, without `.png`. */
  readonly name: string;
  readonly path: string;
  readonly theme: "light" | "dark";
};

/** In CSS pixels; the pictures have one pixel for each. */
export const SHOT_SIZE = { width: 1280, height: 1080 } as const;
export const SHOT_MAX_BYTES = 300_000;
export const SHOT_FOLDER = "docs/shots";

const PAGES = [
  { name: "overview", path: "/" },
  { name: "mirror", path: "/mirrors/flaky" },
] as const;

/** Chinese pages stand at the bare path, English ones under /en. */
export const SHOTS: readonly Shot[] = PAGES.flatMap(({ name, path }) =>
  (["light", "dark"] as const).flatMap((theme) => [
    { name: `${name}-zh-${theme}`, path, theme },
    { name: `${name}-en-${theme}`, path: `/en${path}`.replace(/\/$/, ""), theme },
  ]),
);
