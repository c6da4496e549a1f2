import type { ProbeDone, ProbeHost, ProbeJob } from "@/lib/probe/job";

/** What the thread is started with. */
export type ProberThreadOptions = {
  /** `gomirrors/VERSION (+CONTACT)`. */
  readonly userAgent: string;
  /** `ADDRESS:PORT` of name servers; the system's when empty. */
  readonly nameServers: readonly string[];
};

export type ToProber =
  | { readonly type: "hosts"; readonly hosts: readonly ProbeHost[] }
  | { readonly type: "jobs"; readonly jobs: readonly ProbeJob[] }
  | { readonly type: "stop" };

export type FromProber =
  | { readonly type: "done"; readonly done: ProbeDone }
  /** Wall and monotonic clock have parted by this much; what was waiting is reported as `clock` next. */
  | { readonly type: "clock"; readonly shiftMs: number }
  /** Everything is reported, nothing runs. */
  | { readonly type: "stopped" };
