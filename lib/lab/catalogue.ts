import type { Target } from "@/lib/probe/kind";
import { BUILTIN_SAMPLES, BUILTIN_TOOLCHAIN } from "@/lib/probe/sample-set";
import type { Source, SourceFile } from "./module-version";

const LICENSE = { name: "LICENSE", text: "Made for the lab; do with it as you like.\n" };

/**
 * The lab's modules, one of each shape that a mirror must serve: several tags, a major version in the path, capitals,
 * `+incompatible`, no tag at all, a module in a folder, a retraction, a dotted major version, a large zip, a
 * toolchain.
 */
export const LAB_SOURCES: readonly Source[] = [
  ...["v1.0.0", "v1.1.0", "v1.2.0-rc.1"].map((version) => librarySource("lab.test/plain", version)),
  librarySource("lab.test/plain", "v1.2.0", "require lab.test/nested/sub v0.1.0\n"),
  librarySource("lab.test/major", "v1.0.0"),
  librarySource("lab.test/major/v2", "v2.0.0"),
  librarySource("lab.test/major/v2", "v2.1.0"),
  librarySource("lab.test/UpperCase", "v1.0.0"),
  librarySource("lab.test/UpperCase", "v1.0.1"),
  incompatibleSource("lab.test/incompatible", "v1.0.0"),
  incompatibleSource("lab.test/incompatible", "v2.0.0+incompatible"),
  librarySource("lab.test/pseudo", "v0.0.0-20240102030405-0123456789ab"),
  librarySource("lab.test/nested/sub", "v0.1.0"),
  librarySource("lab.test/retracted", "v1.0.0"),
  librarySource("lab.test/retracted", "v1.0.1", "retract v1.0.0 // published by mistake\n"),
  librarySource("gopkg.in/lab.v1", "v1.0.0"),
  largeSource("lab.test/large", "v1.0.0"),
  toolchainSource("go1.26.0"),
];

/** What gomirrors asks for when it is told nothing else, so that a lab can stand in for a public mirror. */
export const BUILTIN_TARGETS: readonly Target[] = [
  ...BUILTIN_SAMPLES.flatMap(({ module, version, listed }) =>
    [...listed, version].map((each) => ({ module, version: each })),
  ),
  BUILTIN_TOOLCHAIN,
];

/** A small module in the place of any other one: what the lab serves under a name that is not its own. */
export function standInSource(module: string, version: string): Source {
  if (module === "golang.org/toolchain")
    return toolchainSource(version.replace(/^v0\.0\.1-|\.linux-amd64$/g, ""));
  return version.endsWith("+incompatible")
    ? incompatibleSource(module, version)
    : librarySource(module, version);
}

function librarySource(module: string, version: string, directives = ""): Source {
  return {
    module,
    version,
    goMod: `module ${module}\n\ngo 1.21\n${directives}`,
    files: libraryFiles(version),
  };
}

function incompatibleSource(module: string, version: string): Source {
  return { module, version, files: libraryFiles(version) };
}

function libraryFiles(version: string): SourceFile[] {
  return [
    LICENSE,
    {
      name: "lab.go",
      text: `package lab\n\n// Version is this module's version.\nconst Version = "${version}"\n`,
    },
    {
      name: "inner/inner.go",
      text: "// Package inner makes the module have a package below its root.\npackage inner\n",
    },
  ];
}

/** Two megabytes that deflate to little less than that. */
function largeSource(module: string, version: string): Source {
  const { goMod = "", files } = librarySource(module, version);
  return { module, version, goMod, files: [...files, { name: "data.txt", text: noise(2_000_000) }] };
}

function toolchainSource(name: string): Source {
  return {
    module: "golang.org/toolchain",
    version: `v0.0.1-${name}.linux-amd64`,
    files: [
      LICENSE,
      { name: "VERSION", text: `${name}\ntime 2024-01-02T03:04:05Z\n` },
      { name: "bin/go", text: `#!/bin/sh\necho "go version ${name} linux/amd64 (lab)"\n` },
    ],
  };
}

/** Printable text without a pattern, always the same: Park and Miller's generator. */
function noise(length: number): string {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (state * 48_271) % 2_147_483_647;
    bytes[i] = 33 + (state % 94);
  }
  return bytes.toString("latin1");
}
