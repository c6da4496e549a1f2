import type { ChainLink, Decision } from "./decision";

/** A variable of the `go` command, and what it is set to. */
export type Assignment = { readonly name: VariableName; readonly value: string };

export const VARIABLES = ["GOPROXY", "GOSUMDB", "GOTOOLCHAIN"] as const;
export type VariableName = (typeof VARIABLES)[number];

/** What a decision sets, in this order; what it leaves as it is is not there. */
export function toEnvironment(
  decision: Pick<Decision, "chain" | "tail" | "gosumdb" | "gotoolchain">,
): readonly Assignment[] {
  const { chain, tail, gosumdb, gotoolchain } = decision;
  const set: Assignment[] = [
    { name: "GOPROXY", value: formatGoproxy(chain, tail) },
    { name: "GOSUMDB", value: gosumdb },
  ];
  return gotoolchain === null ? set : [...set, { name: "GOTOOLCHAIN", value: gotoolchain }];
}

/**
 * The list as `go` reads it (https://go.dev/ref/mod#environment-variables): after a comma it goes on only when the
 * answer was 404 or 410.
 *
 *     https://goproxy.cn,https://mirrors.aliyun.com/goproxy/,direct
 */
export function formatGoproxy(chain: readonly Pick<ChainLink, "entry">[], tail: Decision["tail"]): string {
  return [...chain.map(({ entry }) => entry), tail].join(",");
}
