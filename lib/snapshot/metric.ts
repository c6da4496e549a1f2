import type { MetricFamily, MetricSample } from "./exposition";

export function value(amount: number, labels: Readonly<Record<string, string>> = {}): MetricSample {
  return { suffix: "", labels, value: amount };
}

/** `name` is without the prefix `gomirrors_`, as everywhere here. */
export function gauge(name: string, help: string, samples: readonly MetricSample[]): MetricFamily {
  return { ...family(name, help, samples), type: "gauge" };
}

export function counter(name: string, help: string, samples: readonly MetricSample[]): MetricFamily {
  return { ...family(name, help, samples), type: "counter" };
}

export function histogram(name: string, help: string, samples: readonly MetricSample[]): MetricFamily {
  return { ...family(name, help, samples), type: "histogram" };
}

function family(name: string, help: string, samples: readonly MetricSample[]): Omit<MetricFamily, "type"> {
  return { name: `gomirrors_${name}`, help, samples };
}

/** Buckets are counted up; the last one, without a bound, holds all. */
export function histogramSamples(
  labels: Readonly<Record<string, string>>,
  buckets: readonly { readonly le: number; readonly n: number }[],
  sum: number,
  n: number,
): MetricSample[] {
  const bounded = buckets.map(
    ({ le, n: upTo }): MetricSample => ({
      suffix: "_bucket",
      labels: { ...labels, le: String(le) },
      value: upTo,
    }),
  );
  return [
    ...bounded,
    { suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: n },
    { suffix: "_sum", labels, value: sum },
    { suffix: "_count", labels, value: n },
  ];
}
