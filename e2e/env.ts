/** The only reader of process.env in e2e/: the tests' own switches and the environment for children. */
export function environment(): NodeJS.ProcessEnv {
  return process.env;
}

/** Whether the long part of the conformance was asked for (`npm run conformance -- --all`). */
export function isLongConformance(): boolean {
  return process.env["GOMIRRORS_CONFORMANCE"] === "all";
}

/** Whether the faults are to be run whole (`npm run faults`); `npm test` runs a reduced count of the same. */
export function isWholeFaults(): boolean {
  return process.env["GOMIRRORS_FAULTS"] === "all";
}

/** Chromium for the browser tests, found by jobs/setup/browser.mjs. */
export function chromiumPath(): string | undefined {
  return process.env["PLAYWRIGHT_CHROMIUM_PATH"] || undefined;
}

/** Peers of the benches, where they are given: Gatus' program, and the folder Uptime Kuma was built in. */
export function gatusProgram(): string | undefined {
  return process.env["GATUS_BIN"];
}
export function kumaFolder(): string | undefined {
  return process.env["KUMA_DIR"];
}

/** Real engines, where they are given: goproxy's server (else built, on `--all`) and Athens. */
export function goproxyProgram(): string | undefined {
  return process.env["GOPROXY_SERVER_BIN"] || undefined;
}
export function athensProgram(): string | undefined {
  return process.env["ATHENS_BIN"] || undefined;
}

/** nginx: what NGINX_BIN names, else the one on PATH. */
export function nginxProgram(): string {
  return process.env["NGINX_BIN"] ?? "nginx";
}

/** Prometheus' own judge of metrics: what PROMTOOL names, else the one on PATH. */
export function promtool(): string {
  return process.env["PROMTOOL"] ?? "promtool";
}

/** Debian's blackbox_exporter: what BLACKBOX_BIN names, else the one on PATH. */
export function blackboxExporter(): string {
  return process.env["BLACKBOX_BIN"] ?? "prometheus-blackbox-exporter";
}

/** libfaketime's library for programs with threads, where it is not in its usual place. */
export function faketimeLibrary(): string | undefined {
  return process.env["FAKETIME_LIB"];
}
