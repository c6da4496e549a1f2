import type { Socket } from "node:net";
import { Fault } from "./fault";

/**
 * Counts what one answer brings on its socket. The parser lets pass without end, and tells of no byte of: 1xx answers, a
 * reason phrase, a chunk's extension, trailers.
 */
export type Intake = {
  /** The head is there, and the body is read as far as so many bytes: framing may take as much again. */
  readonly allowBody: (bodyBytes: number) => void;
  /** Ends the watch. */
  readonly end: () => void;
};

/** Twice what the parser takes as a head: it counts names and values only. */
const HEAD_ALLOWANCE_BYTES = 32 * 1024;
const FRAMING_FACTOR = 2;
/** More at a time, and the parser works on through it when the answer is refused at its start. */
const SLICE_BYTES = 8 * 1024;

/**
 * Watches an answer, which is read from the socket by nothing but `read()`; calls `onFlood` once, with a Fault
 * `too-large`, when it brings more than is allowed, and lets nothing more be read.
 */
export function watchIntake(socket: Socket, onFlood: (fault: Fault) => void): Intake {
  const read = socket.read.bind(socket);
  let allowed = HEAD_ALLOWANCE_BYTES;
  let bytes = 0;
  const readSlice = (): unknown => {
    if (socket.destroyed) return null;
    const size = Math.min(socket.readableLength, SLICE_BYTES);
    // Asked for its size when nothing is there, the socket would not tell its end.
    const slice: unknown = size === 0 ? read() : read(size);
    bytes += size;
    if (bytes <= allowed) return slice;
    onFlood(new Fault("too-large", `more than ${allowed} bytes on the connection`));
    return null;
  };
  Object.assign(socket, { read: readSlice });
  return {
    allowBody: (bodyBytes) => {
      allowed = HEAD_ALLOWANCE_BYTES + FRAMING_FACTOR * bodyBytes;
    },
    end: () => void Reflect.deleteProperty(socket, "read"),
  };
}

const MANY_PIECES = 10_000;
const SMALL_PIECE_BYTES = 64;

/** Whether a body comes in so many and so small pieces that reading it takes the loop from everything else. */
export function isCrumbled(pieces: number, bytes: number): boolean {
  return pieces > MANY_PIECES + bytes / SMALL_PIECE_BYTES;
}
