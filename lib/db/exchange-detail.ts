import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Exchange } from "@/lib/probe/exchange";

/** An exchange as it is kept: of its body the first bytes at most, and those only where the probe failed. */
export type StoredExchange = Omit<Exchange, "body"> & { readonly bodyHead: Uint8Array };

/** The first byte of every detail. */
const CODEC_VERSION = 1;
const BODY_HEAD_BYTES = 512;
const CERTIFICATE_NAMES = 50;
/** Far more than any detail has: a damaged one cannot fill the memory. */
const DETAIL_MAX_BYTES = 1 << 20;

/**
 * The bytes of an exchange's detail.
 *
 *   version (1) · raw deflate of JSON, in which `bodyHead` is base64
 */
export function formatExchange(exchange: Exchange, keepBody: boolean): Uint8Array {
  const { body, certificate, ...rest } = exchange;
  const bodyHead = Buffer.from(body.subarray(0, keepBody ? BODY_HEAD_BYTES : 0)).toString("base64");
  const names = certificate?.names.slice(0, CERTIFICATE_NAMES);
  const detail = { ...rest, certificate: certificate && { ...certificate, names }, bodyHead };
  return Buffer.concat([Uint8Array.of(CODEC_VERSION), deflateRawSync(JSON.stringify(detail))]);
}

/** Throws a RangeError when a newer gomirrors wrote the detail. */
export function parseExchange(bytes: Uint8Array): StoredExchange {
  if (bytes[0] !== CODEC_VERSION) throw new RangeError(`${bytes[0]} is no version of an exchange's detail`);
  const text = inflateRawSync(bytes.subarray(1), { maxOutputLength: DETAIL_MAX_BYTES }).toString("utf8");
  const detail = JSON.parse(text);
  return { ...detail, bodyHead: Uint8Array.from(Buffer.from(detail.bodyHead, "base64")) };
}
