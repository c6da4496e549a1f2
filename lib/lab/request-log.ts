import type { IncomingHttpHeaders } from "node:http";

/** One request that the lab was asked, in the order of arrival. */
export type LabRequest = {
  /** Unix milliseconds. */
  readonly at: number;
  readonly method: string;
  /** As sent, query included. */
  readonly url: string;
  readonly tls: boolean;
  /** Numbers connections from 1, so that requests on the same one can be told. */
  readonly connection: number;
  readonly headers: IncomingHttpHeaders;
};

const KEPT = 10_000;

/** The newest 10,000 requests. */
export type RequestLog = {
  readonly add: (request: LabRequest) => void;
  readonly read: () => LabRequest[];
};

export function createRequestLog(): RequestLog {
  let requests: LabRequest[] = [];
  return {
    add: (request) => {
      // Cut now and then rather than each time, which would move ten thousand entries a request.
      if (requests.length >= 2 * KEPT) requests = requests.slice(-KEPT);
      requests.push(request);
    },
    read: () => requests.slice(-KEPT),
  };
}
