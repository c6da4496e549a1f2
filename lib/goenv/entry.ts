/** What no list, shell, Dockerfile or YAML file reads as anything but a part of the URL. */
const SAFE = /^https?:\/\/[A-Za-z0-9._:[\]-]+(\/[A-Za-z0-9._~!@=%+:-]+)*\/?$/;

const LONGEST = 500;

/**
 * A mirror's base URL as an entry of GOPROXY, or null when it must not stand there: with a user name or password, a
 * query, or anything that a list or a shell would read differently. A bare host goes without its slash: `go` puts its
 * own.
 *
 *     https://goproxy.cn/                    https://goproxy.cn
 *     https://mirrors.aliyun.com/goproxy/    https://mirrors.aliyun.com/goproxy/
 */
export function toEntry(url: string): string | null {
  if (url.length > LONGEST || !SAFE.test(url) || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.href !== url && parsed.href !== `${url}/`) return null;
  return parsed.pathname === "/" ? parsed.origin : parsed.href;
}
