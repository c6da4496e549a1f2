import type { Config } from "@/lib/config";
import { type ControlBaseline, toControlReading } from "@/lib/health/control";
import {
  canTell,
  type Decision,
  decide,
  mirrorAnswered,
  newObserver,
  type Observer,
  type ObserverCause,
  observerAt,
  type Questioned,
  type Reading,
  stepAnswer,
  stepFault,
  WITNESS_MS,
} from "@/lib/health/observer";
import type { Exchange } from "@/lib/probe/exchange";
import type { Family } from "@/lib/probe/series";
import { type Control, toControls } from "./watched";

/** Who answered lately, and the one question put to them: is it us? */
export type Witnesses = {
  /** Hosts of controls and mirrors, after each change of the configuration. */
  readonly configure: (config: Config) => void;
  readonly noteMirror: (what: Asked, exchange: Exchange) => void;
  /** `asked`: the family that the control was asked over. */
  readonly noteControl: (control: Control, exchange: Exchange, asked: Family) => void;
  /** Decides, asking on demand as often as the rule wants it. */
  readonly decide: (asked: Asked) => Promise<Decision>;
  readonly observer: () => Observer;
};

/** What became of one request to a mirror. */
export type Asked = Omit<Questioned, "since"> & {
  /** Unix milliseconds of its start. */
  readonly startedAt: number;
};

/** Has a host asked now, over one family or (0) any; resolves when it is done, to whether it could be asked. */
export type AskHost = (host: string, family: Family) => Promise<boolean>;

/** The controls, the mirrors and the other family, each perhaps in two parts. */
const MAX_ROUNDS = 6;

export function createWitnesses(now: () => number, askHost: AskHost): Witnesses {
  let controls: readonly string[] = [];
  let mirrors: readonly string[] = [];
  let observer = newObserver([], []);
  const readings = createReadings(now);
  const baselines = new Map<string, ControlBaseline>();
  const failing = createFailing();
  let outage: Outage | null = null;

  const note = (reading: Reading) => {
    readings.add(reading);
    if (!reading.answered) return;
    if (!observer.online) outage = { cause: observer.cause ?? "offline", until: reading.at };
    observer = stepAnswer(observer, reading.at, reading.family);
  };
  const ask = createAsking(askHost, (host) =>
    readings.read().some((reading) => reading.host === host && reading.answered),
  );
  return {
    configure: (config) => {
      controls = toControls(config).map(({ host }) => host);
      mirrors = config.mirrors.map(({ mirror }) => new URL(mirror.url).host);
      observer = { ...observer, canTell: canTell(controls, mirrors) };
    },
    noteMirror: (asked, exchange) => {
      const { host, outcome, family } = asked;
      const at = exchange.startedAt + Math.round(exchange.totalUs / 1000);
      failing.note(asked, at);
      const resolved = exchange.phasesUs.dns !== null;
      note({ host, at, answered: mirrorAnswered(outcome), outcome, resolved, family });
    },
    noteControl: (control, exchange, asked) => {
      const known = baselines.get(control.id) ?? null;
      const { reading, baseline } = toControlReading(control.host, exchange, asked, control.url, known);
      if (baseline !== null) baselines.set(control.id, baseline);
      note(reading);
    },
    decide: async (asked) => {
      const questioned = { ...asked, since: failing.since(asked) ?? now() };
      const mute = new Set<string>();
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const decision = decide(questioned, {
          now: now(),
          controls,
          mirrors,
          readings: readings.read(),
          mute,
        });
        if (decision.code === "observer") observer = stepFault(observer, decision, now());
        if (decision.code !== "ask") return excuse(decision, asked, outage);
        for (const host of await ask(decision.hosts, decision.family)) mute.add(host);
      }
      return { code: "cannot-tell" };
    },
    observer: () => observerAt(observer, now()),
  };
}

/** The newest reading of each host over each family: the rule looks at no other, and each answer adds one. */
function createReadings(now: () => number) {
  const newest = new Map<string, Reading>();
  const isFresh = ({ at }: Reading) => Math.abs(now() - at) <= WITNESS_MS;
  return {
    add: (reading: Reading) => {
      const key = `${reading.family} ${reading.host}`;
      const known = newest.get(key);
      // One that lies far ahead is from before the clock was set back.
      if (known === undefined || known.at <= reading.at || !isFresh(known)) newest.set(key, reading);
    },
    read: () => [...newest.values()].filter(isFresh),
  };
}

/** The last time that we were not online: until when, and why. */
type Outage = { readonly cause: ObserverCause; readonly until: number };

/** What was begun while we were offline may fail after we are back, and is no more the mirror's fault for that. */
function excuse(decision: Decision, { outcome, startedAt }: Asked, outage: Outage | null): Decision {
  if (decision.code !== "counts" || outage === null || mirrorAnswered(outcome)) return decision;
  return startedAt < outage.until ? { code: "observer", cause: outage.cause } : decision;
}

/** The end of each host's first failure over each family that no answer has followed. */
function createFailing() {
  const starts = new Map<string, number>();
  const keyOf = ({ host, family }: Asked) => `${family} ${host}`;
  return {
    since: (asked: Asked) => starts.get(keyOf(asked)),
    note: (asked: Asked, at: number) => {
      if (mirrorAnswered(asked.outcome)) {
        starts.delete(keyOf(asked));
        starts.delete(keyOf({ ...asked, family: null }));
      } else starts.set(keyOf(asked), Math.min(at, starts.get(keyOf(asked)) ?? at));
    },
  };
}

/**
 * Asks hosts on demand, each once for all who want to know at the same time: when many mirrors fail at once, a
 * control is not asked for each of them. Resolves when the first has answered or all are done, to those that could
 * not be asked.
 */
function createAsking(askHost: AskHost, hasAnswered: (host: string) => boolean) {
  const underWay = new Map<string, Promise<boolean>>();
  const askOnce = (host: string, family: Family): Promise<boolean> => {
    const key = `${family} ${host}`;
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const asked = askHost(host, family).finally(() => underWay.delete(key));
    underWay.set(key, asked);
    return asked;
  };
  return async (hosts: readonly string[], family: Family): Promise<string[]> => {
    const mute: string[] = [];
    const answers = hosts.map(async (host) => {
      if (!(await askOnce(host, family))) mute.push(host);
      if (!hasAnswered(host)) throw new Error("no answer");
    });
    await Promise.any(answers).catch(() => undefined);
    return [...mute];
  };
}
