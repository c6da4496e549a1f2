import { STATES, type State, type Subject, type Transition } from "@/lib/health/state";
import type { SampleKey } from "@/lib/probe/result";
import type { Store } from "./client";
import { codeOf, memberOf } from "./closed-list";
import type { Prisma } from "./generated/sqlite/client";
import { cachedValue } from "./id-cache";
import { readSeriesIds } from "./series";

type TransitionRow = Prisma.TransitionModel;

/** The columns of a transition; `seriesId` is that of its sample. */
export function toTransitionRow(
  mirrorId: number,
  vantageId: number,
  transition: Transition,
  seriesId: number | null,
): Prisma.TransitionUncheckedCreateInput {
  const { subject, from, to, at, reason, rule, sample } = transition;
  return {
    mirrorId,
    vantageId,
    subject,
    from: codeOf(STATES, from),
    to: codeOf(STATES, to),
    at,
    reason: reason.code,
    params: JSON.stringify(reason.params),
    rule,
    seriesId,
    epoch: sample?.epoch ?? null,
    slot: sample?.slot ?? null,
    attempt: sample?.attempt ?? null,
  };
}

/** The transitions of a mirror in [from, to), oldest first; those of one subject unless it is null. */
export async function readTransitions(
  store: Store,
  vantage: string,
  mirror: string,
  subject: Subject | null,
  from: number,
  to: number,
): Promise<Transition[]> {
  const rows = await store.prisma.transition.findMany({
    where: {
      mirror: { slug: mirror },
      vantage: { slug: vantage },
      at: { gte: from, lt: to },
      ...(subject === null ? {} : { subject }),
    },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  // After the rows: one of them may rest on a series that was new a moment ago.
  await readSeriesIds(store, vantage, mirror);
  return rows.map((row) => toTransition(store, row));
}

/** The state that a subject of a mirror was in just before `at`; null when it had none. */
export async function readStateBefore(
  store: Store,
  vantage: string,
  mirror: string,
  subject: Subject,
  at: number,
): Promise<State | null> {
  const row = await store.prisma.transition.findFirst({
    where: { mirror: { slug: mirror }, vantage: { slug: vantage }, subject, at: { lt: at } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { to: true },
  });
  return row === null ? null : memberOf(STATES, row.to);
}

function toTransition(store: Store, row: TransitionRow): Transition {
  return {
    subject: parseSubject(row.subject),
    from: memberOf(STATES, row.from),
    to: memberOf(STATES, row.to),
    at: Number(row.at),
    reason: { code: row.reason, params: JSON.parse(row.params) },
    sample: toSampleKey(store, row),
    rule: row.rule,
  };
}

function toSampleKey(store: Store, { seriesId, epoch, slot, attempt }: TransitionRow): SampleKey | null {
  if (seriesId === null || epoch === null || slot === null || attempt === null) return null;
  return { series: cachedValue(store.ids.series, seriesId), epoch, slot: Number(slot), attempt };
}

/** Throws a RangeError for a text that names no subject. */
export function parseSubject(text: string): Subject {
  if (text === "mirror") return text;
  const kind = text.match(/^endpoint\/(.+)$/)?.[1];
  if (kind === undefined) throw new RangeError(`${JSON.stringify(text)} names no subject of a state`);
  return `endpoint/${kind}`;
}
