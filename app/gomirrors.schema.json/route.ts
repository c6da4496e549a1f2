import { jsonResponse } from "@/app/_data/json-response";
import { methodNotAllowed } from "@/app/_data/problem";
import { configJsonSchema } from "@/lib/config-schema";

export const dynamic = "force-dynamic";

/** The JSON Schema of gomirrors.yaml, for editors. */
export function GET(request: Request): Response {
  return jsonResponse(request, configJsonSchema(), "application/schema+json");
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
