import { expect, test } from "vitest";
import type { StripCell } from "@/lib/snapshot/snapshot";
import { toStripPaths } from "./strip-path";

function cell(state: StripCell["state"], most: boolean): StripCell {
  return { state, most };
}

test.each([
  { name: "ok is a full bar of 2", cell: cell("ok", true), want: { ok: "M0 0h2v28h-2z" } },
  {
    name: "degraded is cut near the top, ok below",
    cell: cell("degraded", false),
    want: { degraded: "M0 0h3v8h-3z", ok: "M0 10h3v18h-3z" },
  },
  {
    name: "degraded for most of the cell is degraded below its cut too",
    cell: cell("degraded", true),
    want: { degraded: "M0 0h3v8h-3zM0 10h3v18h-3z" },
  },
  {
    name: "down is cut in the middle, ok below",
    cell: cell("down", false),
    want: { down: "M0 0h3v13h-3z", ok: "M0 15h3v13h-3z" },
  },
  {
    name: "down for most is down below too",
    cell: cell("down", true),
    want: { down: "M0 0h3v13h-3zM0 15h3v13h-3z" },
  },
  {
    name: "untrusted is cut twice and red throughout",
    cell: cell("untrusted", false),
    want: { untrusted: "M0 0h3v8h-3zM0 10h3v8h-3zM0 20h3v8h-3z" },
  },
  { name: "maintenance is a slit", cell: cell("maint", true), want: { maint: "M0 0h1v28h-1zM2 0h1v28h-1z" } },
  { name: "no data is a low stub", cell: cell("nodata", true), want: { nodata: "M0.5 19.5h1v8h-1z" } },
])("$name", ({ cell: drawn, want }) => {
  expect(toStripPaths([drawn])).toEqual(want);
});

test("each cell is a pitch of 4 from the one before, in one path a state", () => {
  const paths = toStripPaths([cell("ok", true), cell("nodata", true), cell("ok", true)]);
  expect(paths).toEqual({ ok: "M0 0h2v28h-2zM8 0h2v28h-2z", nodata: "M4.5 19.5h1v8h-1z" });
});
