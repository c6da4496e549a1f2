import type { Socket } from "node:net";
import { Fault } from "./fault";

/**
 * A session reads its socket below us, so its bytes are looked at now and then instead of counted as they are read:
 * frames that mean nothing come without end otherwise.
 */
const HEAD_ALLOWANCE_BYTES = 64 * 1024;
/** Framing may take as much as the body does: chunks of a few bytes each. */
const FRAMING_FACTOR = 2;
const LOOK_MS = 50;

/** Bytes that may come in on a connection for one answer whose body is read as far as `bodyBytes`. */
export function allowedBytes(bodyBytes: number): number {
  return HEAD_ALLOWANCE_BYTES + FRAMING_FACTOR * bodyBytes;
}

/**
 * Calls `onFlood` once, with a Fault `too-large`, when more bytes than `allowed()` have come in on the socket since
 * this call. The watch ends when the function that is returned is called.
 */
export function watchFlood(
  socket: Socket,
  allowed: () => number,
  onFlood: (fault: Fault) => void,
): () => void {
  const before = socket.bytesRead;
  const timer = setInterval(() => {
    const most = allowed();
    if (socket.bytesRead - before <= most) return;
    clearInterval(timer);
    onFlood(new Fault("too-large", `more than ${most} bytes on the connection`));
  }, LOOK_MS);
  return () => clearInterval(timer);
}
