import { PHASES, type Phase } from "@/lib/probe/exchange";
import { type Histogram, sortedBuckets } from "./histogram";
import { CodecError, type Cursor, checkEnd, readByte, readVarint, writeVarint } from "./varint";

/** The first byte of every blob, and the `codec` of a rollup. */
export const CODEC_VERSION = 1;

/** The bucket of 2^53 microseconds in schema 5. */
const MAX_INDEX = 53 * 32;

/** One histogram a phase. */
export type PhaseHistograms = Readonly<Record<Phase, Histogram>>;

/**
 * The bytes of one histogram; equal histograms have equal bytes.
 *
 *     version zeros buckets (Δindex count)…
 *
 * The version is one byte, all else unsigned varints. Buckets rise by index; the first Δ is the index itself.
 */
export function encodeHistogram(histogram: Histogram): Uint8Array {
  const bytes = [CODEC_VERSION];
  writeHistogram(bytes, histogram);
  return Uint8Array.from(bytes);
}

/** Throws a CodecError for anything that `encodeHistogram` does not write. */
export function decodeHistogram(bytes: Uint8Array): Histogram {
  const cursor = openBlob(bytes);
  const histogram = readHistogram(cursor);
  checkEnd(cursor);
  return histogram;
}

/** The bytes of the five phases' histograms in the order of PHASES, each without a version of its own. */
export function encodePhases(phases: PhaseHistograms): Uint8Array {
  const bytes = [CODEC_VERSION];
  for (const phase of PHASES) writeHistogram(bytes, phases[phase]);
  return Uint8Array.from(bytes);
}

/** Throws a CodecError for anything that `encodePhases` does not write. */
export function decodePhases(bytes: Uint8Array): PhaseHistograms {
  const cursor = openBlob(bytes);
  const phases = eachPhase(() => readHistogram(cursor));
  checkEnd(cursor);
  return phases;
}

/** Asks for each phase's histogram, in the order of PHASES. */
export function eachPhase(histogramOf: (phase: Phase) => Histogram): PhaseHistograms {
  return {
    dns: histogramOf("dns"),
    tcp: histogramOf("tcp"),
    tls: histogramOf("tls"),
    ttfb: histogramOf("ttfb"),
    transfer: histogramOf("transfer"),
  };
}

function openBlob(bytes: Uint8Array): Cursor {
  const cursor = { bytes, at: 0 };
  const version = readByte(cursor);
  if (version !== CODEC_VERSION) {
    throw new CodecError("unknown-version", `histogram version ${version} is not ${CODEC_VERSION}`);
  }
  return cursor;
}

function writeHistogram(bytes: number[], histogram: Histogram): void {
  writeVarint(bytes, histogram.zeros);
  writeVarint(bytes, histogram.buckets.size);
  let previous = 0;
  for (const [index, count] of sortedBuckets(histogram)) {
    writeVarint(bytes, index - previous);
    writeVarint(bytes, count);
    previous = index;
  }
}

function readHistogram(cursor: Cursor): Histogram {
  const zeros = readVarint(cursor);
  const size = readVarint(cursor);
  const buckets = new Map<number, number>();
  let index = 0;
  for (let read = 0; read < size; read += 1) {
    const delta = readVarint(cursor);
    if (delta === 0 && read > 0) throw new CodecError("disorder", `bucket ${index} is there twice`);
    index += delta;
    if (index > MAX_INDEX) throw new CodecError("overflow", `bucket ${index} is beyond any duration`);
    buckets.set(index, readCount(cursor, index));
  }
  return { zeros, buckets };
}

function readCount(cursor: Cursor, index: number): number {
  const count = readVarint(cursor);
  if (count === 0) throw new CodecError("not-canonical", `bucket ${index} is empty`);
  return count;
}
