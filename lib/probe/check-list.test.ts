import { describe, expect, test } from "vitest";
import { type AnswerFixture, answered } from "./answer-fixture";
import { CHECKS, type CheckName, toChecks } from "./check-list";
import type { Exchange, Failure, Phase } from "./exchange";
import { OUTCOMES, type Outcome } from "./outcome";

type Sample = Parameters<typeof toChecks>[0]["sample"];

function sample(outcome: Outcome, phase: Phase, requests = 1): Sample {
  return { outcome, phase, status: null, requests };
}

/** An exchange over https, but for what `answer` says. */
function exchanged(answer: AnswerFixture = {}, url = "https://m.example/x"): Exchange {
  return { ...answered(answer), request: { method: "GET", url, headers: {} } };
}

function failure(outcome: Failure["outcome"], phase: Phase): Failure {
  return { outcome, phase, detail: "", wouldHang: false };
}

/** `address+ connect+ tls-`: done, failed (!) and not done (-). */
function told(checked: Parameters<typeof toChecks>[0]): string {
  const marks = { done: "+", failed: "!", "not-done": "-" };
  return toChecks(checked)
    .map(({ name, result }) => `${name}${marks[result]}`)
    .join(" ");
}

describe("the checks of an exchange", () => {
  test("a right answer passes all but its checksum, which is not computed", () => {
    expect(told({ sample: sample("ok", "transfer"), exchange: exchanged() })).toBe(
      "address+ connect+ tls+ head+ status+ body+ content+ h1-",
    );
  });

  test("plain http has no TLS to look at", () => {
    const exchange = exchanged({}, "http://m.example/x");
    expect(told({ sample: sample("ok", "transfer"), exchange })).not.toContain("tls");
  });

  test.each<[Failure["outcome"], Phase, string]>([
    ["dns-timeout", "dns", "address! connect- tls- head- status- body- content- h1-"],
    ["refused", "tcp", "address+ connect! tls- head- status- body- content- h1-"],
    ["tls-expired", "tls", "address+ connect+ tls! head- status- body- content- h1-"],
    ["reset", "tls", "address+ connect+ tls! head- status- body- content- h1-"],
    ["reset", "ttfb", "address+ connect+ tls+ head! status- body- content- h1-"],
    ["header-timeout", "ttfb", "address+ connect+ tls+ head! status- body- content- h1-"],
    ["malformed", "ttfb", "address+ connect+ tls+ head! status- body- content- h1-"],
    ["stalled", "transfer", "address+ connect+ tls+ head+ status+ body! content- h1-"],
    ["malformed", "transfer", "address+ connect+ tls+ head+ status+ body! content- h1-"],
    ["redirect-loop", "ttfb", "address+ connect+ tls+ head+ redirect! status- body- content- h1-"],
    ["stopped", "tls", "address+ connect+ tls- head- status- body- content- h1-"],
  ])("a fault of transport, %s in %s", (outcome, phase, want) => {
    const exchange = exchanged({ failure: failure(outcome, phase) });
    expect(told({ sample: sample(outcome, phase), exchange })).toBe(want);
  });

  test("wrong content that arrived whole fails the content, not the body", () => {
    expect(told({ sample: sample("malformed", "transfer"), exchange: exchanged() })).toBe(
      "address+ connect+ tls+ head+ status+ body+ content! h1-",
    );
  });

  test("the body of a refusal arrived all the same", () => {
    expect(told({ sample: sample("server-error", "ttfb"), exchange: exchanged({ status: 500 }) })).toBe(
      "address+ connect+ tls+ head+ status! body+ content- h1-",
    );
  });

  test("with the details gone the outcome alone decides", () => {
    expect(told({ sample: sample("server-error", "ttfb", 2), exchange: null })).toBe(
      "address+ connect+ tls+ head+ redirect+ status! body- content- h1-",
    );
  });

  test("every outcome fails exactly one check, but ok and stopped, which fail none", () => {
    for (const outcome of OUTCOMES) {
      const failed: CheckName[] = toChecks({ sample: sample(outcome, "ttfb"), exchange: null })
        .filter(({ result }) => result === "failed")
        .map(({ name }) => name);
      expect([outcome, failed.length]).toEqual([outcome, outcome === "ok" || outcome === "stopped" ? 0 : 1]);
      for (const name of failed) expect(CHECKS).toContain(name);
    }
  });
});
