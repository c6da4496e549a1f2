import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { ALL_ADDRESSES, OWN_RESOLVER, runInNamespace } from "./namespace";
import { runTable } from "./ssrf-run";

test("x", async () => {
  const t0 = Date.now();
  const a = await runTable("loopback", false);
  const t1 = Date.now();
  const b = await runTable("loopback", true);
  const t2 = Date.now();
  const c = await runInNamespace(
    "./ssrf-child.ts",
    [],
    [...ALL_ADDRESSES, "mount -t tmpfs tmpfs /run", ...OWN_RESOLVER],
  );
  console.log(t1 - t0, t2 - t1, Date.now() - t2);
  writeFileSync("/tmp/ssrf-a.json", JSON.stringify(a));
  writeFileSync("/tmp/ssrf-b.json", JSON.stringify(b));
  writeFileSync("/tmp/ssrf-c.json", c);
});
