import type { Config } from "@/lib/config";
import { type ControlBaseline, toControlReading } from "@/lib/health/control";
import {
  canTell,
  type Decision,
  decide,
  mirrorAnswered,
  newObserver,
  type Observer,
  type Reading,
  stepAnswer,
  stepFault,
  WITNESS_MS,
} from "@/lib/health/observer";
import type { Exchange } from "@/lib/probe/exchange";
import type { Outcome } from "@/lib/probe/outcome";
import { type Control, toControls } from "./watched";

/** Who answered lately, and the one question put to them: is it us? */
export type Witnesses = {
  /** Hosts of controls and mirrors, after each change of the configuration. */
  readonly configure: (config: Config) => void;
  readonly noteMirror: (host: string, exchange: Exchange, outcome: Outcome) => void;
  readonly noteControl: (control: Control, exchange: Exchange) => void;
  /** Decides, asking on demand as often as the rule wants it. */
  readonly decide: (host: string, outcome: Outcome) => Promise<Decision>;
  readonly observer: () => Observer;
};

/** `askHosts` has these hosts asked now and resolves when the first has answered or all have failed. */
export function createWitnesses(
  now: () => number,
  askHosts: (hosts: readonly string[]) => Promise<void>,
): Witnesses {
  let controls: readonly string[] = [];
  let mirrors: readonly string[] = [];
  let observer = newObserver([], []);
  let readings: Reading[] = [];
  const baselines = new Map<string, ControlBaseline>();

  const note = (reading: Reading) => {
    readings = [...readings.filter(({ at }) => Math.abs(now() - at) <= WITNESS_MS), reading];
    if (reading.answered) observer = stepAnswer(observer, reading.at);
  };
  const settle = (decision: Decision): Decision => {
    if (decision.code === "observer") observer = stepFault(observer, decision.cause, now());
    return decision;
  };
  return {
    configure: (config) => {
      controls = toControls(config).map(({ host }) => host);
      mirrors = config.mirrors.map(({ mirror }) => new URL(mirror.url).host);
      observer = { ...observer, canTell: canTell(controls, mirrors) };
    },
    noteMirror: (host, exchange, outcome) => {
      const at = endOf(exchange);
      note({
        host,
        at,
        answered: mirrorAnswered(outcome),
        outcome,
        resolved: exchange.phasesUs.dns !== null,
      });
    },
    noteControl: (control, exchange) => {
      const known = baselines.get(control.id) ?? null;
      const { reading, baseline } = toControlReading(control.host, exchange, control.url, known);
      if (baseline !== null) baselines.set(control.id, baseline);
      note(reading);
    },
    decide: async (host, outcome) => {
      const evidence = () => ({ now: now(), controls, mirrors, readings });
      const first = decide({ host, outcome }, evidence());
      if (first.code !== "ask") return settle(first);
      await askHosts(first.hosts);
      const second = decide({ host, outcome }, evidence());
      // Whoever could not be asked (his budget is spent, he wants peace) is no witness.
      return settle(second.code === "ask" ? { code: "cannot-tell" } : second);
    },
    observer: () => observer,
  };
}

function endOf(exchange: Exchange): number {
  return exchange.startedAt + Math.round(exchange.totalUs / 1000);
}
