import { phaseAccuracy } from "./accuracy/p1";
import { disturbedAccuracy } from "./accuracy/p2";
import { concurrentDns } from "./accuracy/p3";
import { exchangeCost } from "./accuracy/p5";
import { chartTime } from "./chart-time";
import { cpuPerProbe, workerMemory } from "./cost";
import { dashboard } from "./dashboard";
import { type Bench, toFigure } from "./figure";
import { firstScreen, freshClone } from "./first-screen";
import { histogramError } from "./histogram-error";
import { overviewScript, overviewTime } from "./overview";
import { slots } from "./slots";
import { storedCost } from "./stored-cost";

const BENCHES: readonly Bench[] = [
  firstScreen,
  freshClone,
  overviewTime,
  overviewScript,
  workerMemory,
  cpuPerProbe,
  histogramError,
  ...dashboard,
  chartTime,
  ...slots,
  ...exchangeCost,
  ...storedCost,
  ...phaseAccuracy,
  ...disturbedAccuracy,
  concurrentDns,
];

function isNamed({ id, group }: Bench, args: readonly string[]): boolean {
  return args.includes(id) || (group !== undefined && args.includes(group));
}

/** Prints one JSON line a figure; exit code 1 when one is false or an id is unknown. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--list")) {
    for (const { id, group, name, goal } of BENCHES) {
      process.stdout.write(`${JSON.stringify({ id, group, name, goal })}\n`);
    }
    return 0;
  }
  const unknown = args.filter((name) => !BENCHES.some((bench) => isNamed(bench, [name])));
  if (unknown.length > 0) {
    process.stderr.write(`bench: there is no ${unknown[0]}; \`npm run bench -- --list\` names them all\n`);
    return 1;
  }
  let failed = 0;
  for (const bench of BENCHES.filter((one) => args.length === 0 || isNamed(one, args))) {
    const figure = toFigure(bench, await bench.run());
    process.stdout.write(`${JSON.stringify(figure)}\n`);
    if (figure.pass === false) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
