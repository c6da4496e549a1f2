import type { SystemFacts } from "@/app/_data/system";
import { StatusIcon } from "@/app/_ui/icon";
import type { Status } from "@/app/_ui/status";
import type { Texts } from "@/lib/text/zh";
import type { PartProps } from "./part";

type Code = keyof Texts["system"]["headline"];

const STATUS: Readonly<Record<Code, Status>> = {
  ok: "ok",
  "probing-off": "nodata",
  refused: "degraded",
  "worker-down": "down",
  "no-worker": "nodata",
  "store-down": "down",
};

/** What is the matter with us, the gravest first. */
export function Headline({ facts, view: { t } }: PartProps) {
  const code = toHeadline(facts);
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

function toHeadline({ storeReachable, worker, config, probing }: SystemFacts): Code {
  if (!storeReachable) return "store-down";
  if (worker === null) return "no-worker";
  if (!worker.figures.up) return "worker-down";
  if (config.now === null) return "refused";
  return probing ? "ok" : "probing-off";
}
