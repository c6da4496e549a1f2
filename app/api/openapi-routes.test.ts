import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { OPERATIONS } from "@/lib/snapshot/operations";

const APP = fileURLToPath(new URL("..", import.meta.url));

/** `api/v1/mirrors/[slug]/route.ts` is `/api/v1/mirrors/{slug}`. */
const routes = readdirSync(APP, { recursive: true, encoding: "utf8" }).flatMap((file) => {
  const [, folder] = /^(.*)\/route\.ts$/.exec(file) ?? [];
  return folder === undefined ? [] : [`/${folder.replaceAll(/\[(\w+)\]/g, "{$1}")}`];
});
const paths: readonly string[] = Object.values(OPERATIONS).map(({ path }) => path);

test("every address below /api is described, but for the one that answers for those that are not there", () => {
  const described = routes.filter((path) => path.startsWith("/api/") && path !== "/api/[...path]");
  expect(described.filter((path) => !paths.includes(path))).toEqual([]);
  expect(described.length).toBeGreaterThan(3);
});

test("every address that is described is there", () => {
  expect(paths.filter((path) => !routes.includes(path))).toEqual([]);
});
