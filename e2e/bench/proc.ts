import { readFile } from "node:fs/promises";

/** Clock ticks a second of procfs (getconf CLK_TCK), 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** User and system time of a process with all its threads, milliseconds, from proc(5) stat. */
export async function readCpuMs(pid: number | undefined): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /s, "").split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND;
}

/** Resident memory of a process, MB of a million bytes. */
export async function readRssMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kilobytes = status.match(/^VmRSS:\s+(\d+) kB$/m)?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} tells no VmRSS`);
  return (Number(kilobytes) * 1024) / 1e6;
}
