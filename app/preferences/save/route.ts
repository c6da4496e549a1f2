import { parseLocalTarget } from "@/app/_data/local-target";
import { isOwnForm } from "@/app/_data/own-form";
import { isTheme } from "@/app/_data/preferences";
import { problemResponse } from "@/app/_data/problem";
import { localPath } from "@/lib/text/lang";
import { isTimeZone } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";

export const dynamic = "force-dynamic";

const YEAR_SECONDS = 31_536_000;

/**
 * Remembers what a form without script chose, `tz` or `theme`, and leads back to the form's `to`. An empty value
 * forgets the choice. A zone that is none leads to the page of settings, which says so.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request)) return refuse(403, "Not from here", "send this form from one of our own pages");
  const form = await request.formData().catch(() => new FormData());
  const to = parseLocalTarget(textOf(form, "to"));
  if (to === null) return refuse(400, "Wrong target", "`to` has to be a path on this site, such as /");
  if (form.has("tz")) return saveZone(textOf(form, "tz").trim(), to);
  if (form.has("theme")) return saveTheme(textOf(form, "theme"), to);
  return refuse(400, "Nothing to save", "send `tz` or `theme`");
}

function saveZone(zone: string, to: string): Response {
  if (zone === "" || isTimeZone(zone)) return seeOther(to, cookie("tz", zone));
  const page = localPath(/^\/en(?:[/?]|$)/.test(to) ? "en" : "zh", "/preferences");
  return seeOther(`${page}?${new URLSearchParams({ unknown: zone.slice(0, 64), to })}`);
}

function saveTheme(theme: string, to: string): Response {
  if (theme === "" || isTheme(theme)) return seeOther(to, cookie("theme", theme));
  return refuse(400, "Wrong theme", `${visible(theme, 64)} is no theme: send light, dark or nothing`);
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 2000) : "";
}

function cookie(name: string, value: string): string {
  return `${name}=${value}; Path=/; Max-Age=${value === "" ? 0 : YEAR_SECONDS}; SameSite=Lax`;
}

function seeOther(to: string, setCookie?: string): Response {
  const headers = new Headers({ location: to, "cache-control": "no-store" });
  if (setCookie !== undefined) headers.set("set-cookie", setCookie);
  return new Response(null, { status: 303, headers });
}

function refuse(status: number, title: string, detail: string): Response {
  return problemResponse({ status, title, detail });
}
