import type { Figures } from "./methodology";

/** Each entry: what it is in a sentence or two, then its window, its formula, what is left out, its limits. */
export const entries = {
  provenance: (f: Figures) => ({
    title: "The small print beside a number",
    lead: "Each measured number carries four things: its window (over how long), n (how many probes), the vantage (measured from where) and the age of its data. Without one of them two numbers cannot be compared.",
    window: `Pages come from a snapshot that the worker writes each minute and whenever a state changes. Once it is older than ${f.staleMinutes} minutes the page says at which moment the data stopped, and no longer says “now”.`,
    limits:
      "What was not measured is “—” with its cause: never 0, and never up. An installation has one vantage so far, and speed is that of the network it stands in.",
  }),
  availability: (f: Figures) => ({
    title: "Availability",
    lead: "The share of right answers among the probes that count. Availability 99.80% says: of 1,000 probes that count, 2 did not get a right answer. It does not say “out of use 0.2% of the time”: for time, see the one by minutes in state on the mirror’s page.",
    window:
      "On the overview the last 24 hours: the hour that runs, and the whole hours that began within the last 24 hours. On a mirror’s page the range that was chosen.",
    formula:
      "Availability = right answers ÷ probes that count, two decimals, rounded down so that a single failure never reads as 100%. Availability by time = time in which it worked ÷ time in which its state was known: an outage, whole or in part, and a content mismatch count as not working; maintenance and no data are in neither.",
    leftOut:
      "Our own faults; confirmations, the first look after a start and probes that a person asked for (they follow failures or people and would distort the share); probes that we ended ourselves; reused connections; the toolchain endpoint of a mirror that serves no toolchains. Probes during which our own process lagged do count here; they are only kept out of latency.",
    limits: `.info is asked every ${f.lightMinutes} min and each other endpoint every ${f.kindMinutes} min: of about ${f.countedPerDay} probes a day that count, ${f.lightShare} are .info. So it tells foremost whether the mirror is there, not whether each endpoint is well; for that see the endpoint’s own state. Below ${f.availabilityBound} it is bold.`,
  }),
  state: (f: Figures) => ({
    title: "States",
    lead: "Only probes on fresh connections move a state. Each endpoint has one, and a mirror has the worst of them. One failure changes nothing: it has to be confirmed.",
    formula: `A failure is confirmed every ${f.confirmSeconds} s; ${f.failures} in a row, the first included, make an outage, and so do ${f.windowFailures} failures among the last ${f.window} scheduled probes. The way back takes ${f.goods} right answers in a row and ${f.quietMinutes} minutes since the last failure, and a variant that failed must answer itself. An address that fails ${f.addressFailures} times while others answer is a fault of that address: degraded, not down.`,
    leftOut:
      "Our own faults, probes that a person asked for, reused connections. The toolchain endpoint counts only where the mirror is believed to serve toolchains.",
    limits: `After ${f.silentIntervals} intervals without a result that counts the state is no data again. list, @latest, .info, .mod and .zip are the core that no build can do without: while one of them works, a mirror’s outage is partial. With one mirror and no control, network failures never make an outage, since nobody can tell whose they are.`,
  }),
  verdict: (f: Figures) => ({
    title: "The first sentence of the overview",
    lead: "The sentence at the top of the overview is the first in this table that holds; below it stand at most the two mirrors that are worst off, and why.",
    limits: `With data older than ${f.staleMinutes} minutes no verdict on mirrors is given.`,
  }),
  strip: (f: Figures) => ({
    title: "The strip",
    lead: `The last 24 hours in ${f.cells} cells of ${f.cellMinutes} minutes. A cell is drawn as the worst state that held for at least ${f.heldSeconds} seconds of it.`,
    formula:
      "Above its cut a bar has the colour of that state; below it stays operational unless the state held more than half of the cell. Where the cut is tells the states apart, so it reads in black and white.",
    leftOut:
      "A cell whose state was unknown for more than half of it is a low hollow stub: nothing is guessed.",
    limits:
      "Cells are quarter hours of UTC, and the last one is still running. What is shorter than a minute does not show: look at the failures.",
  }),
  failures: (f: Figures) => ({
    title: "Failures",
    lead: "Probes whose outcome is not ok. “Last failure” is the newest one on a fresh connection at an endpoint that counts against the mirror; the list on a mirror’s page has all endpoints.",
    window: `The whole exchange of a failure (request, phases, headers, certificate, the first bytes of the body) is kept ${f.rawDays} days; of right answers only the newest ${f.exchangesKept} of each series. Of others the numbers stay, and the page says that the details have expired.`,
    leftOut:
      "“Last failure” passes over confirmations and probes that a person asked for. The list has them, and our own faults too, marked as such; these are nobody’s failures.",
    limits:
      "Each probe is one attempt: nothing is retried inside it. The go command does not retry for you either, so one failure is a failure that a build could have met.",
  }),
  latency: (f: Figures) => ({
    title: "Latency",
    lead: "The whole time from the first lookup of the name to the last byte, each time on a fresh connection (new TCP and TLS, no session). On the overview: p50 and p95 of .info.",
    window:
      "On the overview the last 24 hours; in charts the chosen range, with one stretch of time to each point.",
    formula:
      "Right answers only; see quantiles. Reused connections are a series of their own and never mixed with fresh ones.",
    leftOut: "Failures, our own faults, and probes during which our own process lagged (see lag).",
    limits: `A probe ends after ${f.timeoutSeconds} s (the default); what is slower is a failure and not in the latency, so read it beside availability. The go command reuses connections and is faster than this. .info is small and tells nothing of large zips. A p95 above ${f.latencyBoundSeconds} s is bold.`,
  }),
  quantiles: (f: Figures) => ({
    title: "Quantiles: p50, p95, p99",
    lead: "p50 is the median: half of the probes were faster. p95 is where the slowest one in 20 begins, p99 the slowest one in 100.",
    formula: `The nearest rank: of n probes in order of speed the ⌈q·n⌉th. Times are kept in histograms of ${f.perDoubling} steps to a doubling, each ${f.growth} times the one before, so that a reading is within ${f.error} of the true value. Hours and variants are put together by merging histograms; quantiles are never averaged.`,
    limits:
      "With n below 20 p95 is simply the slowest, with n below 100 p99 is too. Without a right answer there is no quantile: “—”.",
  }),
  phases: () => ({
    title: "Phases",
    lead: "A request has five: the DNS lookup, the TCP connection, the TLS handshake, the first byte (from the request to the first byte of the answer) and the transfer (to the last byte). A failure names the phase that it happened in.",
    formula:
      "With redirects, each phase is summed over the hops. In charts each phase has a median of its own, so they do not add up to the median of the whole.",
    leftOut: "As in latency, right answers only.",
    limits:
      "A reused connection has no DNS, TCP and TLS; through a proxy DNS and TCP cannot be seen. These are “—”, not 0.",
  }),
  outcomes: () => ({
    title: "Outcomes",
    lead: "Each probe has exactly one outcome, relative to what its endpoint should give: a 404 for a module that does not exist is ok. Failures of the network class may be our own and count only with a witness; see “Is it us?”.",
    limits:
      "“go would hang here” is a mark beside the outcome: connected, then silent past the deadline. The go command has no read timeout and a build would stand still there, whatever separates the mirrors in GOPROXY.",
  }),
  reasons: () => ({
    title: "Reasons",
    lead: "Finer than the outcome, and given only where there are grounds. They matter most for a 404, which may be a true absence or a failure of the mirror’s upstream.",
    limits:
      "A reason does not change whether an outcome is good. Some come with ok, such as not answering HEAD, which hinders no build.",
  }),
  slots: (f: Figures) => ({
    title: "Slots",
    lead: "Each series (mirror, endpoint, variant, connection, IP family) is probed at fixed moments, offset by a hash of vantage, mirror and endpoint so that they do not all start at once. Each moment is a row or inside a gap, and never neither.",
    formula: `Scheduled requests to a public mirror a day: .info every ${f.lightMinutes} min, ${f.lightPerDay}; a second request on the same connection every ${f.twinMinutes} min, ${f.twinPerDay}; the nine other endpoints every ${f.kindMinutes} min each, ${f.kindsPerDay} in all. Endpoints with m variants ask them in turn, each at m times the interval. Where a name has IPv4 and IPv6 addresses and the vantage has IPv6, the families take turns too, each as a series of its own: at twice the interval, with as many requests in all. Lateness is how long after its moment a probe on a fresh connection starts, waiting for its host’s turn included; each sample keeps its own, and the system page and gomirrors_scheduler_lateness_seconds have all since the start of the worker. What is found more than ${f.lateSeconds} s late, or has waited ${f.waitSeconds} s for its host, is not sent and becomes a gap that says so.`,
    leftOut: "Confirmations, the first look after a start and probes that a person asked for own no slot.",
    limits: `When wall clock and monotonic clock part by more than ${f.partedSeconds} s (the time was set, or the machine slept) a new epoch begins, so that no moment is written twice. Moments do not wait for answers, so a server that stalls cannot make us look away; but a trouble that comes back with exactly our interval always falls between them or always on them.`,
  }),
  gaps: () => ({
    title: "Gaps",
    lead: "Moments that should have been measured and were not; a run of them is one gap, with a count and a cause. In charts they are hatched and no line crosses them.",
    leftOut: "A gap is neither up nor down: it is in no availability and no latency.",
    limits: "Where gaps are many, numbers speak of the measured part alone. The causes:",
  }),
  budget: (f: Figures) => ({
    title: "Budget",
    lead: `What we promise public mirrors: for each vantage and day (UTC) at most ${f.requestsMax} requests and ${f.bytesMax} of bodies, never more than ${f.parallel} in parallel or ${f.perSecond} a second. A Retry-After is obeyed.`,
    formula: `A day is divided into ${f.lightPerDay} for .info, ${f.twinPerDay} for reused connections, ${f.kindsPerDay} for the other endpoints, ${f.coveragePerDay} for coverage, ${f.contentPerDay} for checksums and content, ${f.freshnessPerDay} for freshness, ${f.extraPerDay} for confirmations, redirects and what a person asks for. Each hop of a redirect is a request.`,
    leftOut:
      "Room for the worst case, redirects and the cap of the body, is set aside before a request is sent. Without room it is not sent, and becomes a gap that says so.",
    limits:
      "The budget of a mirror of your own (allowPrivateNetwork) is yours to set; that of a public one can only be lowered.",
  }),
  observer: (f: Figures) => ({
    title: "Is it us?",
    lead: `A failure of the network class counts against a mirror only if a control or another mirror answered within ${f.witnessSeconds} s. If nobody did, it is our own fault and held against nobody.`,
    formula:
      "Without a witness the controls are asked there and then, before anything is decided. A failed lookup needs a witness whose name was looked up too, since the resolver may fail alone. A control has answered only with the status, the host and the valid certificate it had when healthy; while all of them fail so, web pages, malformed answers and redirects are of the network class as well: a captive portal could have given them.",
    leftOut:
      "Our own faults are in no availability, no latency and no state. They are counted apart and hatched differently in charts.",
    limits:
      "With one mirror and no control there is no witness: results are shown, and network failures move no state.",
  }),
  lag: (f: Figures) => ({
    title: "Lag",
    lead: `When our own process is slow, what it measures is wrong. Each probe carries the largest lag of the loop that took it; above ${f.lagFloorMs} ms and above ${f.lagShare} of any phase it is marked as lagged.`,
    leftOut: "A lagged probe still counts in availability, and is in no latency.",
    limits:
      "Probes run on a thread of their own, which touches no database and parses no large bodies, so there is hardly any. The system page has the worst since the start, and quantiles.",
  }),
  engine: () => ({
    title: "The engine, guessed",
    lead: "Which software the mirror’s answers look like: goproxy, Athens, static files, a repository manager, or none that can be told. Engines put the same trouble in different words, so that knowing the engine helps to read a 404 or a 500.",
    formula:
      "It rests on the answers that the probes get anyway, and costs no request: cache lifetimes, content types, the bodies of a 404 and a 500, the ETag. A name needs signs of two independent sorts that agree; one sign of another engine makes it “cannot be told”, with both sides listed. Each sign leads to the exchange that showed it.",
    leftOut:
      "The Server header, which is written by the server in front. Only repository managers name themselves there.",
    limits:
      "It is a guess, and no verdict rests on it. A server in front may rewrite the body of a 404 and take lifetimes away; then nothing can be told. The signs of repository managers are from their documents and were not measured.",
  }),
  resolution: (f: Figures) => ({
    title: "Resolution of charts",
    lead: `A chart has at most ${f.points} points. Short ranges are made of the samples themselves, long ones of hourly histograms; below each chart stands how long a point is and what it is made of.`,
    formula: `For .info at present: ${f.ranges}. Ranges of your own follow the same rule. Stretches are aligned to UTC.`,
    limits:
      "The longer a stretch, the flatter a short spike: drag to zoom, or choose a shorter range. An hour that has no rollup yet is made of its samples.",
  }),
  retention: (f: Figures) => ({
    title: "How long things are kept",
    lead: `By default samples and exchanges ${f.rawDays} days, hours and gaps ${f.hoursDays} days, days ${f.daysDays} days. Set retention in gomirrors.yaml to change it; the system page has what is in force.`,
    limits: "Ranges older than the samples have hours at best, and no exchange to open.",
  }),
  recommendation: (f: Figures) => ({
    title: "The recommended chain",
    lead: "What to set GOPROXY to now: at most two mirrors, separated by commas, and direct at the end. It rests on what is listed here alone, and equal inputs always give the same answer.",
    formula: `Left out first: what is down, untrusted or in maintenance, addresses that cannot be written into GOPROXY or need a password, and mirrors with fewer than ${f.minN} probes that count. The rest is compared by availability, where ${f.ratioBand} percentage points make no difference; then by the p95 of .info, then of .zip, where ${f.latencyShare} or ${f.latencyBandMs} ms, whichever is more, make none; then by the documented order. What stands in the chain loses its place only to one that is better by a whole band, or at once when it is down or untrusted.`,
    leftOut:
      "While the vantage is offline or probing is off nothing new can be learnt, and the last measured answer stays. Without enough data it is the documented default, and says that it is one and was not measured.",
    limits:
      "A comma asks the next mirror after a 404 or 410 only: after a timeout or a 5xx the build fails, and nothing switches by itself. Each answer has a number, and its permalink shows what it rested on.",
  }),
  confidence: (f: Figures) => ({
    title: "Confidence",
    lead: "How far the recommendation can be relied upon. It follows from how much was measured and whether states are known; it is nobody’s opinion.",
    formula: `High: each mirror of the chain is operational and has at least ${f.highN} probes that count, and our own faults can be told from theirs. Medium: each has at least ${f.mediumN} and a known state. Low: every other measured answer, and one that is only held. None: the documented default.`,
    limits: `It falls as data ages: medium at best after ${f.agedMinutes} minutes, low after ${f.oldHours} hours.`,
  }),
  freshness: () => ({
    title: "Freshness",
    lead: "How long after its release a new version can be had from a mirror. This version does not measure it yet; where it would stand there is “—”, which says that nobody looked, not that there is no lag.",
    limits:
      "list, .info and @latest carry no signature to check, so a stale list looks like a good one for now.",
  }),
  coverage: () => ({
    title: "Coverage",
    lead: "How many of a set of modules a mirror has. This version does not measure it yet; where it would stand there is “—”, which says that nobody looked, not that nothing is missing.",
    limits:
      "So far a few sample modules tell whether an endpoint works; that is no promise for what you depend on.",
  }),
  checksum: () => ({
    title: "Content and checksums",
    lead: "Whether .mod and .zip agree with the checksum database. This version does not verify them yet; where it would stand there is “—”, which says that nobody checked, not that the content can be trusted. So no mirror is called untrusted yet.",
    limits:
      "The sumdb endpoint tells whether a mirror stands in for the checksum database and whether tree heads are signed, no more. The go command checks by itself: leave GOSUMDB on.",
  }),
} as const;
