import type { z } from "zod";
import { type QueryProblem, shownValue } from "@/lib/rollup/query-problem";

/**
 * The query of an address by the schema of its parameters: a strict object of optional texts and enums. A parameter
 * that is not there is undefined; a name that is not in the schema, one that comes twice, and a value that is none of
 * an enum's are problems that say what is allowed.
 */
export function parseQuery<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
  params: URLSearchParams,
): z.output<z.ZodObject<Shape, z.core.$strict>> | QueryProblem {
  for (const name of params.keys()) {
    if (params.getAll(name).length > 1) {
      return { problem: "repeated-parameter", params: { name: shownValue(name) } };
    }
  }
  const parsed = schema.safeParse(Object.fromEntries(params));
  if (parsed.success) return parsed.data;
  return toProblem(parsed.error.issues[0], params, Object.keys(schema.shape));
}

function toProblem(
  issue: z.core.$ZodIssue | undefined,
  params: URLSearchParams,
  names: readonly string[],
): QueryProblem {
  if (issue?.code === "unrecognized_keys") {
    const name = shownValue(issue.keys[0] ?? "");
    return { problem: "unknown-parameter", params: { name, allowed: names.join(", ") } };
  }
  const name = String(issue?.path[0] ?? "");
  const allowed = issue?.code === "invalid_value" ? issue.values.join(", ") : "";
  return {
    problem: "unknown-value",
    params: { name, value: shownValue(params.get(name) ?? ""), allowed },
  };
}
