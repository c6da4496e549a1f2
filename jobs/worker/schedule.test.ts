import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EACH_HOUR, EACH_MINUTE, EACH_NIGHT, startSchedule } from "./schedule";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How often each task ran while a fake clock went from `from` for `ms`. */
async function runsOver(from: string, ms: number): Promise<Record<string, number>> {
  vi.setSystemTime(new Date(from));
  const runs: Record<string, number> = {};
  const patterns = { minute: EACH_MINUTE, hour: EACH_HOUR, night: EACH_NIGHT };
  const tasks = Object.entries(patterns).map(([name, pattern]) => ({
    name,
    pattern,
    run: async () => {
      runs[name] = (runs[name] ?? 0) + 1;
    },
  }));
  const schedule = startSchedule(tasks, (name, error) => {
    throw new Error(`${name}: ${error}`);
  });
  await vi.advanceTimersByTimeAsync(ms);
  await schedule.stop(0);
  return runs;
}

test("this process runs in UTC, as the supervisor starts every worker", () => {
  expect(new Date(2026, 6, 1).getTimezoneOffset()).toBe(0);
});

const changes = [
  { name: "Vienna falls back", from: "2026-10-25T00:00:30Z" },
  { name: "Vienna springs forward", from: "2026-03-29T00:00:30Z" },
  { name: "New York falls back", from: "2026-11-01T05:00:30Z" },
  { name: "New York springs forward", from: "2026-03-08T06:00:30Z" },
  { name: "Lord Howe falls back by half an hour", from: "2026-04-04T14:00:30Z" },
  { name: "Lord Howe springs forward by half an hour", from: "2026-10-03T14:00:30Z" },
];
test.each(changes)("no minute and no hour is lost or doubled while $name", async ({ from }) => {
  expect(await runsOver(from, 4 * HOUR_MS)).toMatchObject({ minute: 240, hour: 4 });
});

test("the night's task runs once a day", async () => {
  expect(await runsOver("2026-11-24T00:00:30Z", 48 * HOUR_MS)).toMatchObject({ night: 2, hour: 48 });
});

test("a run that failed is told, and the next one comes all the same", async () => {
  vi.setSystemTime(new Date("2026-11-24T00:00:30Z"));
  const told: string[] = [];
  const run = () => Promise.reject(new Error("broken"));
  const schedule = startSchedule([{ name: "minute", pattern: EACH_MINUTE, run }], (name) => told.push(name));
  await vi.advanceTimersByTimeAsync(3 * MINUTE_MS);
  await schedule.stop(0);
  expect(told).toEqual(["minute", "minute", "minute"]);
});

test("after the wall clock was set back, a restart makes every task run again within its own time", async () => {
  vi.setSystemTime(new Date("2026-11-24T12:00:30Z"));
  let runs = 0;
  const run = async () => {
    runs += 1;
  };
  const schedule = startSchedule([{ name: "minute", pattern: EACH_MINUTE, run }], () => {});
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(runs).toBe(2);
  vi.setSystemTime(Date.now() - HOUR_MS);
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(runs).toBe(2);
  schedule.restart();
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  await schedule.stop(0);
  expect(runs).toBe(4);
});

test("a run that is still under way is not started twice, by a restart neither", async () => {
  vi.setSystemTime(new Date("2026-11-24T12:00:30Z"));
  let begun = 0;
  let end = () => {};
  const run = () => {
    begun += 1;
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  };
  const schedule = startSchedule([{ name: "minute", pattern: EACH_MINUTE, run }], () => {});
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  schedule.restart();
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(begun).toBe(1);
  end();
  await schedule.stop(0);
});
