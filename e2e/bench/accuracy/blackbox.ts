import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startInstance } from "@/e2e/bench/instance";
import { blackboxExporter } from "@/e2e/env";
import type { Phase } from "@/lib/probe/exchange";
import type { AccuracyLab } from "./lab";
import { ALIKE } from "./namespaces";
import { startProgram } from "./program";
import { type Client, eachPhase, type Sample } from "./sample";

/** Loopback of the clients' own namespace. */
const ADDRESS = "127.0.0.1:9115";
const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  dns: "resolve",
  tcp: "connect",
  tls: "tls",
  ttfb: "processing",
  transfer: "transfer",
};

/** The version of blackbox_exporter, or null where there is none. */
export async function findBlackbox(): Promise<string | null> {
  const found = await promisify(execFile)(blackboxExporter(), ["--version"]).catch(() => null);
  if (found === null) return null;
  return /version (\S+?),? /.exec(found.stdout + found.stderr)?.[1] ?? "of unknown version";
}

/** blackbox_exporter of that version at the clients' end, asked for a probe at a time over its own HTTP endpoint. */
export async function startBlackbox(
  lab: AccuracyLab,
  version: string,
): Promise<Client & { readonly pid: number | undefined; readonly close: () => Promise<void> }> {
  const config = join(lab.folder, "blackbox.yml");
  await writeFile(config, JSON.stringify(toConfig(lab)));
  const options = [`--config.file=${config}`, `--web.listen-address=${ADDRESS}`, "--log.level=error"];
  const [file = "", ...args] = [...ALIKE, ...lab.near([blackboxExporter(), ...options])];
  const instance = startInstance(file, args, {}, lab.folder);
  instance.child.stdout?.resume();
  const target = `http://${ADDRESS}/probe?module=lab&target=${encodeURIComponent(lab.url)}`;
  const scrape = await startProgram([...lab.near([`${lab.folder}/scrape`, "-url", target])]);
  return {
    name: `blackbox_exporter ${version}`,
    pid: instance.child.pid,
    run: async (batch) => [await scrape.ask(batch)].flat().map((text) => toSample(String(text))),
    close: async () => {
      await scrape.close();
      await instance.stop();
    },
  };
}

function toConfig({ ca }: AccuracyLab): unknown {
  const http = {
    preferred_ip_protocol: "ip4",
    ip_protocol_fallback: false,
    enable_http2: false,
    tls_config: { ca_file: ca },
  };
  // JSON is YAML.
  return { modules: { lab: { prober: "http", timeout: "10s", http } } };
}

/** Prometheus text: seconds by phase, and of the whole probe. */
function toSample(text: string): Sample {
  if (!/^probe_success 1$/m.test(text)) throw new Error(`blackbox_exporter failed: ${text.slice(0, 200)}`);
  const ms = (name: string): number => {
    const line = text.split("\n").find((one) => one.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1) ?? Number.NaN) * 1000;
  };
  return {
    phasesMs: eachPhase((phase) => ms(`probe_http_duration_seconds{phase="${PHASE_NAMES[phase]}"}`)),
    totalMs: ms("probe_duration_seconds"),
    lagged: false,
  };
}
