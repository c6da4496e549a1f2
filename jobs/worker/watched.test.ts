import { expect, test } from "vitest";
import { parseConfig } from "@/lib/config";
import { BUILTIN_SAMPLES } from "@/lib/probe/sample-set";
import { findLane, toControls, toHosts, toWatched } from "./watched";

const yaml = `version: 1
samples: [ { slug: ours, modules: [ "corp.example/secret@v1.0.0" ] } ]
mirrors:
  - { slug: corp, name: { zh: 公司, en: Corp }, url: "http://10.0.0.1/", allowPrivateNetwork: true, headers: { Authorization: "Bearer tok" } }
controls: [ { url: "https://a.example/x" }, { url: "https://b.example:8443/" } ]
`;
const { config } = parseConfig(yaml, { env: {}, file: "test.yaml", readCa: () => null });
if (config === null) throw new Error("the test's configuration is not valid");
const watched = toWatched(config);

test("the operator's own samples go to his own mirrors, and to no other", () => {
  const modules = new Map(watched.map(({ mirror, samples }) => [mirror.slug, samples]));
  expect(modules.get("corp")?.map(({ module }) => module)).toEqual(["corp.example/secret"]);
  expect(modules.get("goproxy-cn")).toBe(BUILTIN_SAMPLES);
});
test("public mirrors are asked two at a time and twice a second at most", () => {
  const pace = toHosts(config).filter(({ host }) => host !== "corp" && !host.startsWith("control:"));
  expect(pace.length).toBe(5);
  expect(pace.every(({ parallel, perSecond }) => parallel === 2 && perSecond === 2)).toBe(true);
});
test("controls are hosts of their own, known by number and port", () => {
  expect(toControls(config).map(({ id, host }) => [id, host])).toEqual([
    ["control:0", "a.example"],
    ["control:1", "b.example:8443"],
  ]);
});
test("secrets go to the prober's host and nowhere else", () => {
  expect(JSON.stringify(watched)).not.toContain("tok");
  expect(toHosts(config).find(({ host }) => host === "corp")?.headers).toEqual({
    Authorization: "Bearer tok",
  });
});
test("a lane is found by its series; one that a mirror does not have is null", () => {
  const [first] = watched;
  const [lane] = first?.lanes ?? [];
  if (first === undefined || lane === undefined) throw new Error("nothing is watched");
  expect(findLane(first, { ...lane.series })).toBe(lane);
  expect(findLane(first, { ...lane.series, variant: "gone" })).toBeNull();
});
