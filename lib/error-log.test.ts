import { expect, test } from "vitest";
import { createErrorLog, type LoggedError } from "./error-log";
import { createLogger } from "./log";

function logged(
  level: string,
  write: (log: ReturnType<typeof createLogger>) => void,
): readonly LoggedError[] {
  const errors = createErrorLog();
  write(createLogger("test", level, errors));
  return errors.read();
}

test("warnings and errors are kept with their cause, newest first, whatever the level of the log", () => {
  const errors = logged("silent", (log) => {
    log.info("all is well");
    log.warn("the clock jumped");
    log.error({ err: new Error("disk full") }, "a batch could not be stored");
  });
  expect(errors.map(({ level, text }) => [level, text])).toEqual([
    ["error", "a batch could not be stored: disk full"],
    ["warn", "the clock jumped"],
  ]);
});

test("an error alone is told once", () => {
  expect(logged("silent", (log) => log.fatal(new Error("disk full")))[0]?.text).toBe("disk full");
});

test("what comes several times in a row is one entry with their number", () => {
  const errors = logged("silent", (log) => {
    for (const text of ["a", "a", "b", "a"]) log.warn(text);
  });
  expect(errors.map(({ text, times }) => `${text} ${times}`)).toEqual(["a 1", "b 1", "a 2"]);
});

test("at most twenty are kept, each of at most 300 characters", () => {
  const errors = logged("silent", (log) => {
    for (let i = 0; i < 30; i++) log.warn(`${i} ${"x".repeat(1_000)}`);
  });
  expect(errors).toHaveLength(20);
  expect(errors[0]?.text.slice(0, 3)).toBe("29 ");
  expect(errors.every(({ text }) => text.length <= 300)).toBe(true);
});

test("no secret is kept: neither userinfo, nor what the mask knows, nor half of it at the cut", () => {
  const errors = createErrorLog();
  errors.hide((text) => text.replaceAll("s3cr3t-token", "***"));
  const log = createLogger("test", "silent", errors);
  log.warn("postgres://user:pass@db/x refused s3cr3t-token");
  log.warn(`${"x".repeat(295)}s3cr3t-token`);
  log.warn({ headers: { authorization: "s3cr3t-token" } }, "headers");
  expect(JSON.stringify(errors.read())).not.toMatch(/s3c|pass/);
  expect(errors.read()[2]?.text).toBe("postgres://***@db/x refused ***");
});

test("an earlier run's errors stay behind the new ones", () => {
  const earlier = { at: 1, level: "fatal", text: "gone", times: 1 } as const;
  const errors = createErrorLog([earlier]);
  createLogger("test", "silent", errors).warn("back");
  expect(errors.read().map(({ text }) => text)).toEqual(["back", "gone"]);
});
