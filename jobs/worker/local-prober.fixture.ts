import { createExchanger, type ExchangerOptions } from "@/lib/net/exchange";
import { SYSTEM_HOSTS_FILE } from "@/lib/net/hosts-file";
import { EMPTY_SPREAD } from "@/lib/snapshot/spread";
import { createProbeSchedule } from "./probe-schedule";
import type { Prober, ProberCallbacks } from "./prober";

/** What tests may give the prober of the network in place of the machine's. */
export type LocalNetwork = Pick<ExchangerOptions, "nameServers" | "hasIpv6">;

/** For tests: the prober's own schedule and exchanger, without a thread of their own. */
export function startLocalProber(
  { onDone, onClock }: Pick<ProberCallbacks, "onDone" | "onClock">,
  network: LocalNetwork = { nameServers: [] },
): Prober {
  const clocks = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };
  const exchanger = createExchanger({
    userAgent: "gomirrors/test",
    hostsFile: SYSTEM_HOSTS_FILE,
    ...network,
  });
  const schedule = createProbeSchedule(exchanger, clocks, { onDone, onClock });
  return {
    setHosts: schedule.setHosts,
    submit: schedule.submit,
    stats: () => ({ outstanding: 0, measured: 0, unmeasured: 0, late: EMPTY_SPREAD }),
    stop: schedule.stop,
  };
}
