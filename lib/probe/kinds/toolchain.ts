import { zipPath } from "@/lib/goproxy/endpoint";
import { judgeAbsent } from "@/lib/probe/classify";
import { malformedJudgement } from "@/lib/probe/judgement";
import type { Kind, Target } from "@/lib/probe/kind";
import { cutRequest, headRequest } from "@/lib/probe/request";
import { judgeZipHead } from "./zip";

/** Enough of a wrong answer to see that it is one. */
const SEEN_BYTES = 4096;

/** The go releases that a mirror serves as a module. For a named version the go command asks for the zip at once. */
export const toolchainKind: Kind = {
  name: "toolchain",
  variants: [
    {
      name: "head",
      request: ({ toolchain }) => headRequest(zipPath(toolchain.module, toolchain.version)),
      judge: (_, exchange) => judgeZipHead(exchange, null),
      target: ({ toolchain }) => toolchain,
    },
    {
      name: "negative",
      request: ({ toolchain }) => {
        const language = languageTarget(toolchain);
        return language && cutRequest(zipPath(language.module, language.version), SEEN_BYTES);
      },
      judge: (_, exchange) => judgeAbsent(exchange, () => malformedJudgement("absent-answered")),
      target: ({ toolchain }) => languageTarget(toolchain),
    },
  ],
};

/**
 * The same without its patch number, a language version that was never released: `v0.0.1-go1.22.linux-amd64` for
 * `v0.0.1-go1.22.3.linux-amd64`. Null for a toolchain that has none, or whose language is older than 1.21, when the
 * first release still went without.
 */
function languageTarget({ module, version }: Target): Target | null {
  const match = /^(v0\.0\.1-go1\.([0-9]{1,3}))\.[0-9]+(\.[a-z0-9]+-[a-z0-9]+)$/.exec(version);
  if (match === null || Number(match[2]) < 21) return null;
  return { module, version: `${match[1]}${match[3]}` };
}
