/** Of each state: what it means, what leads into it and what out. PARTIAL is a mirror's DOWN with a core endpoint that works. */
export const states = {
  HEALTHY: {
    meaning: "It answers as the protocol says.",
    enter: "The first right answer after no data; or the conditions of recovery are met.",
    leave: "A failure that was confirmed; or three intervals without a result.",
  },
  SUSPECT: {
    meaning: "It has just failed once and is being asked again.",
    enter: "Not in this version: while a failure is being confirmed the state stays as it was.",
    leave: "—",
  },
  DEGRADED: {
    meaning: "It works, but a part of it does not. So far there is one case: some of its addresses are dead.",
    enter: "One address fails again and again while others answer.",
    leave: "The dead address answers again, and the conditions of recovery are met.",
  },
  PARTIAL: {
    meaning: "Some endpoints of the mirror are down, but not all of the core ones.",
    enter: "Any endpoint that counts against the mirror is down.",
    leave: "The endpoint recovers; or all core endpoints are down, which is an outage.",
  },
  DOWN: {
    meaning: "The endpoint gives no right answer; for a mirror: all of its core endpoints.",
    enter: "A failure and two failed confirmations; or half of the last scheduled probes failed.",
    leave: "The conditions of recovery are met; or three intervals without a result.",
  },
  UNTRUSTED: {
    meaning: "Its content differs from the checksum database, with evidence that can be replayed.",
    enter: "Not in this version: content is not verified yet.",
    leave: "—",
  },
  MAINTENANCE: {
    meaning: "Its operator, or whoever is on duty, said that work is going on.",
    enter: "Not in this version: maintenance cannot be entered yet.",
    leave: "—",
  },
  UNKNOWN: {
    meaning: "We do not know. It counts neither as up nor as down.",
    enter:
      "Just started; the vantage is offline; probing is off; the budget is spent; three intervals without a result that counts.",
    leave: "The first right answer; or a failure that was confirmed.",
  },
} as const;

/** When each first sentence of the overview holds. */
export const verdicts = {
  "no-snapshot": "The worker has never written a result.",
  stale: "The newest snapshot is too old: whoever wrote it is gone.",
  "no-mirrors": "No mirror is configured.",
  "probing-off": "GOMIRRORS_PROBING=off: nothing is sent.",
  "observer-offline": "The vantage itself cannot reach anything.",
  "first-minute": "Just started; some mirrors have no result yet, and none that has is in trouble.",
  "all-down": "Every mirror is down or untrusted.",
  "some-down": "At least one mirror is down or untrusted.",
  "some-partial": "At least one mirror is partly down.",
  "some-degraded": "At least one mirror is degraded.",
  "some-unknown": "None is in trouble, but some have no data.",
  "all-healthy": "All are operational.",
} as const;

/** What each outcome stands for. */
export const outcomes = {
  ok: "The answer is what this endpoint should give.",
  "dns-not-found": "The resolver says that there is no such name.",
  "dns-timeout": "The resolver did not answer in time.",
  "dns-failed": "The resolver reported an error, or an answer without an address.",
  refused: "Nothing listens on the port.",
  unreachable: "The network or the host cannot be reached.",
  "connect-timeout": "TCP did not connect in time.",
  "tls-timeout": "The handshake did not end in time.",
  "tls-expired": "The certificate is past its dates, or before them.",
  "tls-name": "The certificate does not hold this name.",
  "tls-untrusted": "The chain does not end in a trusted root.",
  "tls-protocol": "The two sides could not agree, or the other does not speak TLS.",
  reset: "The other side broke the connection.",
  "header-timeout": "The request was sent and no response headers came in time.",
  stalled: "The body stopped halfway and stayed so until the deadline.",
  truncated: "Fewer bytes came than were announced.",
  "too-large": "The body is over the limit of this endpoint, and we stopped reading.",
  "too-slow": "Data kept coming, but not all of it before the deadline.",
  "redirect-loop": "Too many redirects, or one that leads back.",
  "redirect-blocked": "A redirect to a scheme or an address that is not allowed.",
  "blocked-address": "The name resolves to a private or reserved address, which we do not connect to.",
  unauthorized: "A public mirror should not ask for a login.",
  forbidden: "The mirror refused the request.",
  "rate-limited": "We asked too much for the mirror’s taste; Retry-After is obeyed.",
  "server-error": "The mirror answered 5xx; pages show the exact status.",
  "not-found": "A 404 for what should be there, with no sign that it is untrue.",
  gone: "A 410 for what should be there.",
  "dishonest-not-found":
    "A 404 with signs that the mirror’s upstream failed: the mirror after a comma is asked in vain.",
  "unexpected-status": "A status that this endpoint should not give.",
  "soft-200": "Status 200 around a web page or an error message.",
  malformed: "Content that cannot be read: a list, JSON, go.mod, zip or signature of the wrong form.",
  "wrong-version": "Another version or another module was answered.",
  stopped: "Ended by ourselves, as when the process stops; it counts nowhere.",
} as const;
