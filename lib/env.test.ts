import { describe, expect, test } from "vitest";
import { EnvError, expandSecrets, readEnv } from "./env";

function errorOf(run: () => unknown): EnvError {
  try {
    run();
  } catch (error) {
    if (error instanceof EnvError) return error;
    throw error;
  }
  throw new Error("no EnvError was thrown");
}

describe("the environment", () => {
  test("needs nothing set", () => {
    expect(readEnv({})).toEqual({
      host: "127.0.0.1",
      port: 3000,
      databaseUrl: "file:data/gomirrors.db",
      dataFolder: "data",
      configFile: null,
      probing: true,
      demo: false,
      publicUrl: null,
      logLevel: "info",
    });
  });

  test("takes every variable of the contract", () => {
    const env = readEnv({
      HOST: "::",
      PORT: "8080",
      DATABASE_URL: "postgres://u:p@db/gomirrors",
      GOMIRRORS_DATA: "/srv/go mirrors",
      GOMIRRORS_CONFIG: "/etc/gomirrors.yaml",
      GOMIRRORS_PROBING: "off",
      GOMIRRORS_DEMO: "on",
      GOMIRRORS_URL: "https://mirrors.example.com/go/",
      LOG_LEVEL: "debug",
    });
    expect(env).toEqual({
      host: "::",
      port: 8080,
      databaseUrl: "postgres://u:p@db/gomirrors",
      dataFolder: "/srv/go mirrors",
      configFile: "/etc/gomirrors.yaml",
      probing: false,
      demo: true,
      publicUrl: "https://mirrors.example.com/go",
      logLevel: "debug",
    });
  });

  test("puts the database into the data folder", () => {
    expect(readEnv({ GOMIRRORS_DATA: "/srv/g" }).databaseUrl).toBe("file:/srv/g/gomirrors.db");
  });

  test("counts an empty variable as not set", () => {
    expect(readEnv({ PORT: "", GOMIRRORS_CONFIG: "" })).toEqual(readEnv({}));
  });

  test("is frozen", () => {
    expect(Object.isFrozen(readEnv({}))).toBe(true);
  });

  test.each([
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3e3"],
    ["PORT", "0x50"],
    ["PORT", " 80"],
    ["HOST", "http://localhost"],
    ["HOST", "a b"],
    ["DATABASE_URL", "mysql://db/x"],
    ["DATABASE_URL", "file:"],
    ["GOMIRRORS_DATA", "a\nb"],
    ["GOMIRRORS_PROBING", "no"],
    ["GOMIRRORS_PROBING", "OFF"],
    ["GOMIRRORS_URL", "mirrors.example.com"],
    ["GOMIRRORS_URL", "https://user:hunter2@example.com/"],
    ["GOMIRRORS_URL", "https://example.com/?a"],
    ["LOG_LEVEL", "verbose"],
  ])("refuses %s=%j by name", (name, value) => {
    const error = errorOf(() => readEnv({ [name]: value }));
    expect(error.problems.map((problem) => problem.name)).toEqual([name]);
  });

  test("names every wrong variable at once and prints no value", () => {
    const wrong = { PORT: "hunter2", GOMIRRORS_PROBING: "hunter3", DATABASE_URL: "hunter4" };
    const error = errorOf(() => readEnv(wrong));
    expect(error.problems.map((problem) => problem.name).sort()).toEqual(Object.keys(wrong).sort());
    expect(error.message).not.toContain("hunter");
  });
});

describe("a secret in gomirrors.yaml", () => {
  test("is taken from the variable it names, once", () => {
    expect(expandSecrets(`Bearer \${TOKEN}.\${B}`, { TOKEN: `\${B}`, B: "x" })).toBe(`Bearer \${B}.x`);
  });

  test.each(["costs $5", "$NAME", "a$"])("leaves %j as it is", (text) => {
    expect(expandSecrets(text, { NAME: "x" })).toBe(text);
  });

  test.each([
    [`\${MISSING}`, "MISSING"],
    [`\${EMPTY}`, "EMPTY"],
    [`\${}`, `\${`],
    [`\${A B}`, `\${`],
    [`\${A`, `\${`],
    [`\${A:-x}`, `\${`],
  ])("%j is an error that names the variable", (text, name) => {
    const error = errorOf(() => expandSecrets(text, { A: "1", EMPTY: "" }));
    expect(error.problems.map((problem) => problem.name)).toEqual([name]);
  });
});
