import { quoteWhereNeeded } from "@/lib/text/shell";
import type { Exchange } from "./exchange";

/** What a repetition needs to know of an exchange. */
export type Repeatable = Pick<Exchange, "request" | "hops"> & {
  /** The time the whole may take. */
  readonly timeoutMs: number;
};

/** What stands in a kept exchange where a credential was sent. */
const MASKED = "***";
const MAX_REDIRECTS = 10;
const TIMES =
  "%{http_code} dns=%{time_namelookup} tcp=%{time_connect} tls=%{time_appconnect} " +
  "ttfb=%{time_starttransfer} total=%{time_total} bytes=%{size_download}\\n";
/** curl sends these by itself. */
const DEFAULTS: Readonly<Record<string, string>> = { accept: "*/*" };

/**
 * The command that repeats an exchange, for a POSIX shell: the same request, to the address that was seen, within the
 * same time. Where a credential was sent stands a placeholder, such as `<AUTHORIZATION>`.
 *
 *   curl -sS -g --path-as-is --http1.1 -o /dev/null -D - -w '%{http_code} …\n' \
 *     --max-time 10 --noproxy '*' --connect-to mirror.example:443:192.0.2.1:443 \
 *     --url 'https://mirror.example/rsc.io/quote/@v/list'
 */
export function formatCurl(exchange: Repeatable): string {
  const { method, headers, protocol } = exchange.request;
  const options: (readonly string[])[] = [
    [
      "curl",
      "-sS",
      "-g",
      "--path-as-is",
      protocol === "h2" ? "--http2" : "--http1.1",
      ...(method === "HEAD" ? ["-I"] : []),
    ],
    ["-o", "/dev/null", "-D", "-", "-w", TIMES],
    ["--max-time", String(Math.ceil(exchange.timeoutMs / 1000))],
    ...toPin(exchange.hops[0]),
    ...Object.entries(headers).flatMap(toHeader),
    ...toRedirects(exchange),
    ["--url", printable(exchange.request.url)],
  ];
  return options.map((words) => words.map(quoteWhereNeeded).join(" ")).join(" \\\n  ");
}

/** Through a proxy the address stays unknown, and a URL that names an address needs no pin. */
function toPin(hop: Exchange["hops"][number] | undefined): readonly string[][] {
  if (hop === undefined || hop.address === null || !URL.canParse(hop.url)) return [];
  if (!/^[0-9A-Fa-f:.]+$/.test(hop.address)) return [];
  const { hostname, port, protocol } = new URL(hop.url);
  const address = hop.address.includes(":") ? `[${hop.address}]` : hop.address;
  const number = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  const pin = ["--connect-to", `${hostname}:${number}:${address}:${number}`];
  return [["--noproxy", "*"], ...(hostname === address ? [] : [pin])];
}

/** A value with a control character cannot have been sent, and could act on the terminal that it is pasted into. */
function toHeader([name, value]: [string, string]): readonly string[][] {
  const line = `${name}: ${value === MASKED ? `<${name.toUpperCase()}>` : value}`;
  if (DEFAULTS[name] === value || /\p{C}/u.test(line)) return [];
  return [name === "user-agent" ? ["-A", value] : ["-H", line]];
}

/** curl sends each header wherever a redirect leads: what holds a credential is not to follow one. */
function toRedirects({ hops, request }: Repeatable): readonly string[][] {
  const follows = hops.length > 1 && !Object.values(request.headers).includes(MASKED);
  return follows ? [["-L", "--max-redirs", String(MAX_REDIRECTS)]] : [];
}

/** A URL in printable ASCII, as it goes over the wire. */
function printable(url: string): string {
  return url.replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(wellFormed(character)));
}

function wellFormed(character: string): string {
  return /\p{Cs}/u.test(character) ? "\ufffd" : character;
}
