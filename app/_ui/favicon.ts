import type { Status } from "./status";

const OCTAGON = "M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z";

/** A shape and a colour of its own for each status, legible at 16 px. */
const SHAPES: Readonly<Record<Status, string>> = {
  ok: "<circle cx='8' cy='8' r='7' fill='#0d7859'/>",
  checking: "<circle cx='8' cy='8' r='6' fill='none' stroke='#0d7859' stroke-width='3'/>",
  degraded: "<path d='M8 1 16 15H0z' fill='#c47e09'/>",
  partial: `<path d='${OCTAGON}' fill='none' stroke='#b30507' stroke-width='2'/><path d='M1 8h14v3l-4 4H5l-4-4z' fill='#b30507'/>`,
  down: `<path d='${OCTAGON}' fill='#b30507'/>`,
  untrusted: "<path d='M8 .8 14.2 3v4.6c0 3.7-2.6 6.3-6.2 7.7C4.4 13.9 1.8 11.3 1.8 7.6V3z' fill='#b30507'/>",
  maint: "<rect x='1' y='1' width='14' height='14' rx='3' fill='#468ef5'/>",
  nodata:
    "<circle cx='8' cy='8' r='6' fill='none' stroke='#8c9096' stroke-width='2.5' stroke-dasharray='3 2'/>",
};

/** The icon of the browser's tab as a data link. */
export function toFavicon(status: Status): string {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>${SHAPES[status]}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
