import { expect, test } from "vitest";
import {
  infoPath,
  latestPath,
  listPath,
  modPath,
  percentBang,
  sumdbLatestPath,
  sumdbLookupPath,
  sumdbSupportedPath,
  sumdbTilePath,
  zipPath,
} from "./endpoint";

const MODULE = "github.com/BurntSushi/toml";

test.each([
  [listPath(MODULE), "github.com/!burnt!sushi/toml/@v/list"],
  [latestPath(MODULE), "github.com/!burnt!sushi/toml/@latest"],
  [infoPath(MODULE, "v1.0.0-RC1"), "github.com/!burnt!sushi/toml/@v/v1.0.0-!r!c1.info"],
  [modPath(MODULE, "v0.3.1"), "github.com/!burnt!sushi/toml/@v/v0.3.1.mod"],
  [zipPath("a.com/b", "v3.2.0+incompatible"), "a.com/b/@v/v3.2.0+incompatible.zip"],
  [sumdbSupportedPath("sum.golang.org"), "sumdb/sum.golang.org/supported"],
  [sumdbLatestPath("sum.golang.org"), "sumdb/sum.golang.org/latest"],
  [
    sumdbLookupPath("sum.golang.org", MODULE, "v0.3.1"),
    "sumdb/sum.golang.org/lookup/github.com/!burnt!sushi/toml@v0.3.1",
  ],
  [sumdbTilePath("sum.golang.org", "tile/8/3/000.p/4"), "sumdb/sum.golang.org/tile/8/3/000.p/4"],
  [percentBang(listPath(MODULE)), "github.com/%21burnt%21sushi/toml/@v/list"],
])("%s", (path, want) => {
  expect(path).toBe(want);
});

test("a path that would leave the mirror's base is refused", () => {
  expect(() => listPath("example.com/../..")).toThrow("starts with a dot");
  expect(() => infoPath("example.com/a", "../v1.0.0")).toThrow("cannot stand in a URL");
});
