import type { ProbeRequest } from "./exchange";
import type { ProbeContext, Target } from "./kind";

/** Room for any answer of the protocol's small formats, and for an error page in its place. */
export const SMALL_BODY_BYTES = 64 * 1024;
/** The longest lists of versions stay below a tenth of it. */
export const LIST_BODY_BYTES = 4 * 1024 * 1024;
/** The largest go.mod files in use stay below a tenth of it. */
export const MOD_BODY_BYTES = 1024 * 1024;
/** What the go command takes as a module's zip at most; the cap for a HEAD, which only names a size. */
export const ZIP_BYTES = 500 * 1024 * 1024;

/** A GET that is read to its end, and is `too-large` beyond `maxBytes`. */
export function getRequest(path: string, maxBytes: number): ProbeRequest {
  return { method: "GET", path, maxBytes, enoughBytes: null, range: null };
}

/** A GET that stops reading, with success, once `enoughBytes` are there. */
export function cutRequest(path: string, enoughBytes: number): ProbeRequest {
  return { ...getRequest(path, enoughBytes), enoughBytes };
}

/** A HEAD of a zip. */
export function headRequest(path: string): ProbeRequest {
  return { ...getRequest(path, ZIP_BYTES), method: "HEAD" };
}

/** The sample's module version, without what is known of it. */
export function sampleTarget({ sample }: ProbeContext): Target {
  return { module: sample.module, version: sample.version };
}
