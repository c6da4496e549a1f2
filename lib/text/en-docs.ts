import { apiTexts } from "./en-api";
import { entries } from "./en-methodology";
import { outcomes, states, verdicts } from "./en-methodology-codes";
import type { Texts } from "./zh";

/** Texts of the reading pages in English. */
export const docsTexts: Texts["docs"] = {
  methodology: {
    title: "Methodology",
    description:
      "What each number means, how it is worked out, what is left out of it and where its limits are",
    lead: "Every number on these pages, explained: what it is, over how long, how it is worked out, what is left out and where its limits are. The constants in the text are taken from the program as it runs.",
    toc: "Contents",
    groups: {
      verdict: "Verdicts",
      speed: "Speed",
      probe: "One probe",
      honesty: "Ourselves",
      history: "History",
      advice: "Advice",
      unmeasured: "Not measured yet",
    },
    quick: {
      title: "In a minute",
      items: [
        ["Availability 99.80%", "Of 1,000 probes that count, 2 did not get a right answer."],
        ["p95 205 ms", "Of 100 successful probes, 95 took no longer than 205 ms."],
        ["n=2,208", "The number was worked out from 2,208 probes; the smaller n, the less it says."],
        ["—", "Not measured, with the cause beside it. Neither 0 nor up."],
        ["Shanghai Telecom", "Where it was measured. Another place or another carrier has other numbers."],
      ],
    },
    labels: {
      window: "Window",
      formula: "How",
      leftOut: "Left out",
      limits: "Limits",
      seen: "Seen in",
    },
    places: {
      overview: "overview",
      mirror: "a mirror’s page",
      exchange: "an exchange",
      system: "system",
      api: "API",
      metrics: "metrics",
      recommendation: "recommendation",
    },
    table: {
      state: "State",
      meaning: "Meaning",
      enter: "What leads in",
      leave: "What leads out",
      statuspage: "Outside",
      outcome: "Outcome",
      code: "Code",
      network: "network class",
      reason: "Reason",
      cause: "Cause",
      sentence: "The sentence",
      when: "When",
    },
    range: (span, width, source) =>
      `${span} in points of ${width} (${source === "raw" ? "samples" : "hours"})`,
    join: ", ",
    entries,
    states,
    outcomes,
    verdicts,
  },
  api: apiTexts,
};
