import { answered, endless, flood, GOOD_ANSWER, type OnRequest, type Pair, say } from "./hostile-pair";

/** Hostile by where it sends the client, and by what waits there. */
export const REDIRECT_PAIRS: readonly Pair[] = [
  answered("to itself", "location", "redirect-loop ttfb", (s, head) => s.write(redirect(pathOf(head)))),
  answered("a loop of two", "location", "redirect-loop ttfb", (s, head) =>
    s.write(redirect(pathOf(head) === "/b" ? "/a" : "/b")),
  ),
  answered("a chain of 50", "location", "redirect-loop ttfb", chain(50, 0)),
  answered("to file:", "location", "redirect-blocked ttfb", say(redirect("file:///etc/passwd"))),
  answered("to mailto:", "location", "redirect-blocked ttfb", say(redirect("mailto:a@b.test"))),
  answered("to javascript:", "location", "redirect-blocked ttfb", say(redirect("javascript:alert(1)"))),
  answered("empty", "location", "redirect-loop ttfb", say(redirect(""))),
  answered(
    "none",
    "location",
    "unexpected-status ttfb",
    say("HTTP/1.1 302 Found\r\ncontent-length: 0\r\n\r\n"),
  ),
  answered("no URL", "location", "malformed ttfb", say(redirect("http://[::1"))),
  answered("15 KB", "location", "redirect-blocked ttfb", say(redirect(`/${"x".repeat(15_000)}`))),
  answered("userinfo", "location", "redirect-blocked ttfb", say(redirect("http://a:b@127.0.0.1/"))),
  answered("a bare CR", "location", "malformed ttfb", say(redirect("/a\rset-cookie: b"))),
  answered(
    "two places",
    "location",
    "ok transfer",
    hop("content-length: 0\r\nlocation: file:///etc/passwd", say(GOOD_ANSWER)),
  ),
  answered(
    "a status that is none",
    "location",
    "unexpected-status ttfb",
    say("HTTP/1.1 300 Choose\r\nlocation: /a\r\ncontent-length: 0\r\n\r\n"),
  ),
  endless(
    "hang",
    "redirect hop, before the status line",
    "header-timeout ttfb would-hang",
    hop("content-length: 0", () => {}),
  ),
  answered(
    "reset",
    "redirect hop, before the status line",
    "reset ttfb",
    hop("content-length: 0", (s) => s.resetAndDestroy()),
  ),
  answered("nobody listens", "redirect hop, tcp connect", "refused tcp", (s, _, { closed }) =>
    s.write(redirect(closed)),
  ),
  answered("expired", "redirect hop, certificate", "tls-expired tls", (s, _, { expired }) =>
    s.write(redirect(expired)),
  ),
  answered("no such name", "redirect hop, dns answer", "dns-not-found dns", (s, _, { nameless }) =>
    s.write(redirect(nameless)),
  ),
  answered("hang", "in a redirect's body", "ok transfer", hop("content-length: 9999", say(GOOD_ANSWER))),
  answered("without end", "a redirect's body", "ok transfer", floodedHop()),
  endless("300 ms each", "a chain of redirects", "header-timeout ttfb", chain(10, 300)),
  {
    ...answered("down to http:", "location", "redirect-blocked ttfb", () => {}),
    door: {
      by: "tls",
      certificate: "good",
      onRequest: (s, _, { closed }) => void s.write(redirect(closed)),
    },
  },
];

function redirect(location: string, more = "content-length: 0"): string {
  return `HTTP/1.1 302 Found\r\nlocation: ${location}\r\n${more}\r\n\r\n`;
}

function pathOf(head: string): string {
  return head.split(" ")[1] ?? "/";
}

/** Leads to a second place on the same server, which does what is to be done there. */
function hop(more: string, there: OnRequest): OnRequest {
  return (socket, head, scene) => {
    if (pathOf(head) === "/hop") there(socket, head, scene);
    else socket.write(redirect("/hop", more));
  };
}

function floodedHop(): OnRequest {
  return (socket, head, scene) => {
    if (pathOf(head) === "/hop") socket.write(GOOD_ANSWER);
    else flood(redirect("/hop", "x: y"), "x")(socket, head, scene);
  };
}

/** So many redirects one after the other, each so late, then a good answer. */
function chain(length: number, pauseMs: number): OnRequest {
  return (socket, head) => {
    const at = Number(/^\/hop(\d+)$/.exec(pathOf(head))?.[1] ?? 0);
    const text = at < length ? redirect(`/hop${at + 1}`) : GOOD_ANSWER;
    const timer = setTimeout(() => socket.write(text), pauseMs);
    socket.on("close", () => clearTimeout(timer));
  };
}
