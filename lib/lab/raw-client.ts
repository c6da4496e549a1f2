import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** All that came over one connection, byte for byte. */
export type RawAnswer = {
  readonly status: number | null;
  readonly head: string;
  readonly body: Buffer;
  /** How it ended: the server closed, it reset, TLS failed with that code, or it was still silent at the limit. */
  readonly end: string;
  readonly firstByteMs: number | null;
  readonly handshakeMs: number | null;
};

export type RawOptions = {
  readonly method?: "GET" | "HEAD";
  readonly limitMs?: number;
  /** Stops reading after so many bytes. */
  readonly enoughBytes?: number;
  /** PEM text; with an https URL. */
  readonly ca?: string;
};

/** Sends one request and reads until the server closes, something fails, or the limit. Never throws for a fault. */
export function askRaw(url: string, options: RawOptions = {}): Promise<RawAnswer> {
  const { protocol, port, pathname } = new URL(url);
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  let firstByteMs: number | null = null;
  let handshakeMs: number | null = null;
  return new Promise((resolve) => {
    const socket = openSocket(protocol, Number(port), options.ca);
    const finish = (end: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...splitAnswer(Buffer.concat(chunks)), end, firstByteMs, handshakeMs });
    };
    const timer = setTimeout(() => finish("silent"), options.limitMs ?? 2000);
    socket.once(protocol === "https:" ? "secureConnect" : "connect", () => {
      handshakeMs = performance.now() - startedAt;
      const line = `${options.method ?? "GET"} ${pathname} HTTP/1.1`;
      socket.write(`${line}\r\nHost: lab\r\nConnection: close\r\n\r\n`);
    });
    socket.on("data", (chunk: Buffer) => {
      firstByteMs ??= performance.now() - startedAt;
      chunks.push(chunk);
      if (Buffer.concat(chunks).length >= (options.enoughBytes ?? Number.POSITIVE_INFINITY)) finish("enough");
    });
    socket.once("end", () => finish("closed"));
    socket.once("error", (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
  });
}

function openSocket(protocol: string, port: number, ca: string | undefined): Socket {
  if (protocol === "http:") return connect(port, "127.0.0.1");
  return connectTls({ port, host: "127.0.0.1", ...(ca === undefined ? {} : { ca }) });
}

function splitAnswer(bytes: Buffer): Pick<RawAnswer, "status" | "head" | "body"> {
  const blank = bytes.indexOf("\r\n\r\n");
  const head = bytes.subarray(0, blank < 0 ? bytes.length : blank).toString("latin1");
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1];
  return {
    status: status === undefined ? null : Number(status),
    head: head.toLowerCase(),
    body: blank < 0 ? Buffer.alloc(0) : bytes.subarray(blank + 4),
  };
}
