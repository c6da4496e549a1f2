import type { View } from "@/app/_ui/view";
import { type GoEffect, goEffect } from "@/lib/probe/go-effect";
import type { StoredSample } from "@/lib/probe/result";
import { Notice } from "./notice";
import { toVerdict } from "./words";

/** What breaks no build, or is no fault of the mirror. */
const CALM: readonly GoEffect[] = ["our-rule", "never-asks", "unknown"];

/** What it means for a build. */
export function Effect({ sample, view }: { sample: StoredSample; view: View }) {
  const { effect: words } = view.t.exchange;
  if (toVerdict(sample) === "ours") return <Notice status="nodata" words={words.ours} />;
  const { outcome, wouldHang } = sample;
  const { kind, variant } = sample.series;
  const effect = goEffect({ kind, variant, outcome, wouldHang });
  const status = effect === "goes-on" ? "ok" : CALM.includes(effect) ? "nodata" : "degraded";
  return <Notice status={status} words={words[effect]} />;
}
