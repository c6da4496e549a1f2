import { insertRecommendation, readNewestRecommendation } from "@/lib/db/recommendations";
import { hasLeftBand, isSameAdvice } from "@/lib/goenv/band";
import { type Choices, DEFAULT_CHOICES } from "@/lib/goenv/choices";
import { type Decision, decide } from "@/lib/goenv/decision";
import type { Situation } from "@/lib/health/situation";
import { toSituation } from "@/lib/snapshot/situation";
import type { Recommendation, Snapshot } from "@/lib/snapshot/snapshot";
import type { World } from "./world";

/** Decides what to recommend, and keeps a row of each advice that differs from the one before. */
export type Adviser = {
  /** `credentials`: slugs of the mirrors that are asked with headers of their own. */
  readonly advise: (snapshot: Snapshot, credentials: ReadonlySet<string>) => Promise<Recommendation>;
};

/** The advice that stands: its row, and what it was decided from. */
type Standing = Pick<Recommendation, "id" | "since" | "guideline"> & {
  readonly inputs: Situation;
  readonly result: Decision;
};

/** Goes on from the newest row. */
export async function openAdviser(world: World, choices: Choices = DEFAULT_CHOICES): Promise<Adviser> {
  const { audience, guideline } = choices;
  let standing = await readStanding(world, audience);
  let previous = standing?.result ?? null;
  return {
    advise: async (snapshot, credentials) => {
      const situation = toSituation(snapshot, credentials);
      const decision = decide(situation, choices, previous);
      previous = decision;
      if (standing === null || isNews(standing, guideline, situation, decision)) {
        const id = await store(world, choices, situation, decision);
        standing = { id, since: situation.at, guideline, inputs: situation, result: decision };
      }
      return { id: standing.id, since: standing.since, audience, guideline, decision };
    },
  };
}

async function readStanding(world: World, audience: string): Promise<Standing | null> {
  try {
    const row = await readNewestRecommendation(world.store, world.vantage, audience);
    return row === null ? null : { ...row, since: row.at };
  } catch (error) {
    world.log.warn({ err: error }, "the last recommendation cannot be read; a new one is decided");
    return null;
  }
}

function isNews(standing: Standing, guideline: string, situation: Situation, decision: Decision): boolean {
  return (
    standing.id === null ||
    standing.guideline !== guideline ||
    !isSameAdvice(standing.result, decision) ||
    hasLeftBand(situation, standing.inputs)
  );
}

/** A database that cannot be written must not take the advice away: it goes without a row, and is tried again. */
async function store(
  world: World,
  { audience, guideline }: Choices,
  inputs: Situation,
  result: Decision,
): Promise<number | null> {
  try {
    const row = { audience, guideline, at: inputs.at, inputs, result };
    return await insertRecommendation(world.store, world.vantage, row);
  } catch (error) {
    world.log.error({ err: error }, "a recommendation could not be stored; it is tried again");
    return null;
  }
}
