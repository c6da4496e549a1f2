import type { SystemFacts } from "@/app/_data/system";
import { StatusIcon } from "@/app/_ui/icon";
import type { Status } from "@/app/_ui/status";
import { NOT_STORED } from "@/lib/snapshot/worker-report";
import type { Texts } from "@/lib/text/zh";
import type { PartProps } from "./part";

type Code = keyof Texts["system"]["headline"];

const STATUS: Readonly<Record<Code, Status>> = {
  ok: "ok",
  "probing-off": "nodata",
  refused: "degraded",
  "not-storing": "down",
  "worker-down": "down",
  "no-worker": "nodata",
  "store-down": "down",
};

/** What is the matter with us, the gravest first. */
export function Headline({ facts, view: { t, now } }: PartProps) {
  const code = toHeadline(facts, now);
  const [title, text] = t.system.headline[code];
  return (
    <div className="syshead">
      <StatusIcon status={STATUS[code]} big />
      <div>
        <h1>{title}</h1>
        <p>{text}</p>
      </div>
    </div>
  );
}

/** The worker tries again every few seconds, and says each time that it could not. */
const NOT_STORING_MS = 30_000;

function toHeadline({ storeReachable, worker, config, probing, errors }: SystemFacts, now: number): Code {
  if (!storeReachable) return "store-down";
  if (worker === null) return "no-worker";
  if (errors.some(({ at, text }) => now - at < NOT_STORING_MS && text.startsWith(NOT_STORED))) {
    return "not-storing";
  }
  if (!worker.figures.up) return "worker-down";
  if (config.now === null) return "refused";
  return probing ? "ok" : "probing-off";
}
