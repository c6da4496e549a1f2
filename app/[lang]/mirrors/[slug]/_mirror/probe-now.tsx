import { findObstacle, type Obstacle, REFUSALS, readRuns } from "@/app/_data/manual-run";
import { StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { KINDS } from "@/lib/probe/kind";
import type { ManualRun } from "@/lib/probe/manual-run";
import type { MirrorSnapshot, Snapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { formatMoment } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { RunLooks, runWords } from "./probe-run";
import { WhileRunning } from "./while-running";

type Props = {
  readonly mirror: MirrorSnapshot;
  readonly snapshot: Snapshot;
  /** `?probe=` of the address: why the last press did nothing. */
  readonly refused: string | null;
  readonly view: View;
};

/** A button that has the mirror asked now, how far that has come, and how the last time ended. */
export async function ProbeNow({ mirror, snapshot, refused, view }: Props) {
  const runs = await readRuns(mirror.slug);
  const open = runs?.open ?? null;
  const own = open?.mirror === mirror.slug ? open : null;
  const obstacle = runs === null ? "store" : await findObstacle(snapshot, mirror, view.now);
  const words = view.t.mirror.probe;
  return (
    <section className="sec probe" id="probe" aria-labelledby="probe-title">
      <div className="sechead">
        <h2 id="probe-title">{words.title}</h2>
        <p className="prov">
          <span>{words.how}</span>
        </p>
      </div>
      <Refused {...{ refused, obstacle, open, own, view }} />
      <div className="probeline">
        {open === null && obstacle === null ? <Press mirror={mirror} view={view} /> : null}
        <Standing {...{ open, own, obstacle, snapshot, mirror, view }} />
      </div>
      <Outcome run={own ?? runs?.last ?? null} running={own !== null} {...{ mirror, view }} />
    </section>
  );
}

function Press({ mirror, view }: { mirror: MirrorSnapshot; view: View }) {
  return (
    <form method="post" action={localPath(view.lang, `/mirrors/${mirror.slug}/probe`)}>
      <button className="btn" type="submit">
        {view.t.mirror.probe.press}
      </button>
    </form>
  );
}

type RefusedProps = {
  refused: string | null;
  obstacle: Obstacle | null;
  open: ManualRun | null;
  own: ManualRun | null;
  view: View;
};

/** Said only while it is still so: the address outlives its reason. */
function Refused({ refused, obstacle, open, own, view: { t } }: RefusedProps) {
  const reason = REFUSALS.find((name) => name === refused);
  const holds = reason === "running" ? open !== null && own === null : reason === obstacle;
  if (reason === undefined || !holds) return null;
  return (
    <div className="notice is-degraded" role="alert">
      <StatusIcon status="degraded" />
      <p>{t.mirror.probe.notAsked}</p>
    </div>
  );
}

type StandingProps = Omit<RefusedProps, "refused"> & { snapshot: Snapshot; mirror: MirrorSnapshot };

/** What is under way, or what stands in the way. */
function Standing({ open, own, obstacle, snapshot, mirror, view }: StandingProps) {
  const { t, lang } = view;
  const words = t.mirror.probe;
  if (open !== null && own === null) {
    const other = snapshot.mirrors.find(({ slug }) => slug === open.mirror);
    const path = localPath(lang, `/mirrors/${encodeURIComponent(open.mirror)}`);
    return (
      <p>
        {words.other} <a href={`${path}#probe`}>{visible(other?.name[lang] ?? open.mirror, 80)}</a>
      </p>
    );
  }
  if (own !== null) return <Running run={own} silent={obstacle === "silent"} {...{ mirror, view }} />;
  return obstacle === null ? null : <p className="muted">{words.refused[obstacle]}</p>;
}

function Running({
  run,
  silent,
  mirror,
  view,
}: {
  run: ManualRun;
  silent: boolean;
  mirror: MirrorSnapshot;
  view: View;
}) {
  const words = view.t.mirror.probe;
  return (
    <p>
      {silent ? words.waiting : words.running(String(run.looks.length), String(KINDS.length))}{" "}
      <noscript>
        <a href={`${localPath(view.lang, `/mirrors/${mirror.slug}`)}#probe`}>{words.reload}</a>
      </noscript>
      <WhileRunning />
    </p>
  );
}

function Outcome({
  run,
  running,
  mirror,
  view,
}: {
  run: ManualRun | null;
  running: boolean;
  mirror: MirrorSnapshot;
  view: View;
}) {
  const { now, timeZone, t } = view;
  return (
    <>
      <p role="status">{run === null || running ? "" : runWords(run, view)}</p>
      {run === null ? null : (
        <>
          <p className="prov">
            <span>{t.mirror.probe.askedAt(formatMoment(run.askedAt, now, timeZone))}</span>
          </p>
          <RunLooks run={run} mirror={mirror} view={view} />
        </>
      )}
    </>
  );
}
