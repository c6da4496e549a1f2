import type { OperationName } from "@/lib/snapshot/operations";
import { quotePosix } from "@/lib/text/shell";

/** What stands after the question mark in an example, where the bare address would show less. */
const QUERIES: Readonly<Partial<Record<OperationName, string>>> = {
  series: "?kind=zip&range=7d",
  exchanges: "?failed=true&limit=20",
};

/** What stands in place of `{name}`; `slug` where no mirror is known yet. */
const VALUES = new Map([
  ["slug", "goproxy-cn"],
  ["id", "zip.small.fresh.0.1.1732454400000.0"],
  ["target", "env.sh"],
]);

/** A command that asks an address, as it can be pasted into a shell. */
export function toExample(base: string, path: string, name: OperationName, slug: string | null): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) =>
    key === "slug" && slug !== null ? slug : (VALUES.get(key) ?? ""),
  );
  return `curl -fsS ${quotePosix(`${base}${filled}${QUERIES[name] ?? ""}`)}`;
}
