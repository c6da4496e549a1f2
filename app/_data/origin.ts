import { headers } from "next/headers";
import { readEnv } from "@/lib/env";

/** Where the visitor reaches us, without a trailing slash: the configured address, else that of the request. */
export async function readOrigin(): Promise<string> {
  const { publicUrl, host, port } = readEnv();
  if (publicUrl !== null) return publicUrl;
  const head = await headers();
  const asked = head.get("host") ?? "";
  const scheme = head.get("x-forwarded-proto") === "https" ? "https" : "http";
  return `${scheme}://${/^[A-Za-z0-9.:[\]-]+$/.test(asked) ? asked : `${host}:${port}`}`;
}
