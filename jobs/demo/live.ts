import type { FaultName } from "@/lib/lab/fault";
import { logNormal, randomStream } from "@/lib/lab/random";
import { type Character, medianMsAt } from "./character";
import { CHARACTERS } from "./characters";
import type { DemoLab } from "./labs";
import { SHARES } from "./past-sample";
import { TROUBLES, type TroubleName } from "./trouble";

/** Keeps the labs in character while the demo runs. */
export type Live = {
  /** Lets a mirror fail until it is switched on again. Throws a RangeError for a slug that no mirror has. */
  readonly switch: (slug: string, on: boolean) => void;
  readonly stop: () => void;
};

type Actor = { readonly character: Character; readonly lab: DemoLab["lab"]; readonly random: () => number };

const TICK_MS = 400;
const OFF: TroubleName = "reset";
/** The first bout comes while a newcomer looks on; the others leave time to recover between them. */
const FIRST_BOUT_MS = 90_000;
const BOUT_EVERY_MS = 720_000;
const BOUT_LASTS_MS = 75_000;
const FAULTS = Object.values(TROUBLES).map(({ fault }) => fault);

export function startLive(labs: readonly DemoLab[], now: () => number): Live {
  const startedAt = now();
  const off = new Set<string>();
  const actors = CHARACTERS.flatMap((character, index): Actor[] => {
    const own = labs.find(({ slug }) => slug === character.slug);
    return own === undefined ? [] : [{ character, lab: own.lab, random: randomStream(index) }];
  });
  const act = () => {
    for (const actor of actors) {
      const isOff = off.has(actor.character.slug);
      applyTrouble(actor, isOff ? OFF : boutNow(actor.character, now() - startedAt));
      applyDelays(actor, now());
    }
  };
  act();
  const timer = setInterval(act, TICK_MS);
  return {
    switch: (slug, on) => {
      if (!actors.some(({ character }) => character.slug === slug)) {
        throw new RangeError(`no mirror of the demo is called ${JSON.stringify(slug.slice(0, 100))}`);
      }
      if (on) off.delete(slug);
      else off.add(slug);
      act();
    },
    stop: () => clearInterval(timer),
  };
}

/** The trouble of a bout that holds so long after the start; null for none. */
export function boutNow({ bouts }: Pick<Character, "bouts">, sinceStartMs: number): TroubleName | null {
  const since = sinceStartMs - FIRST_BOUT_MS;
  if (bouts === null || since < 0 || since % BOUT_EVERY_MS >= BOUT_LASTS_MS) return null;
  return bouts.troubles[Math.floor(since / BOUT_EVERY_MS) % bouts.troubles.length] ?? null;
}

/** At most one trouble at a time. */
function applyTrouble({ lab }: Actor, name: TroubleName | null): void {
  const wanted: FaultName | null = name === null ? null : TROUBLES[name].fault;
  for (const fault of FAULTS) lab.setFault(fault, fault === wanted ? true : null);
}

/** The next answers take as long as the character's do at this hour. */
function applyDelays({ character, lab, random }: Actor, at: number): void {
  const wholeMs = logNormal(random, medianMsAt(character, at), character.spread);
  lab.setFault("slow-tls", Math.round(wholeMs * SHARES.tls));
  lab.setFault("slow-headers", Math.round(wholeMs * SHARES.ttfb));
  lab.setFault("slow-body", Math.round(wholeMs * SHARES.transfer));
}
