import { expect } from "vitest";
import { type Config, type ConfigResult, parseConfig } from "./config";
import type { EnvSource } from "./env";

const SECRETS: EnvSource = {
  CORP_TOKEN: "hunter2",
  ONCALL_URL: "https://hook.corp.example/x",
  ONCALL_SECRET: "s",
};

export function parse(text: string, env: EnvSource = SECRETS): ConfigResult {
  return parseConfig(text, { env, file: "gomirrors.yaml", readCa: () => null });
}

export function parseMirror(lines: string, env: EnvSource = SECRETS): ConfigResult {
  const entry = lines.trim().replaceAll("\n", "\n    ");
  return parse(`version: 1\nbuiltin: false\nmirrors:\n  - ${entry}\n`, env);
}

export function configOf(result: ConfigResult): Config {
  expect(result.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  if (result.config === null) throw new Error("no configuration");
  return result.config;
}

export function found(result: ConfigResult): string[] {
  return result.findings.map(({ code, where }) => `${code} ${where.replace(/^gomirrors\.yaml:/, "")}`);
}
