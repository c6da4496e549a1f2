import { hashGoMod, hashZip } from "@/lib/goproxy/dirhash";
import { writeZip } from "@/lib/goproxy/zip-writer";

/** One version of a module that the lab makes itself: the same bytes on every machine and day. */
export type ModuleVersion = {
  readonly module: string;
  readonly version: string;
  /** RFC 3339. */
  readonly time: string;
  readonly goMod: string;
  readonly zip: Uint8Array;
};

export type SourceFile = { readonly name: string; readonly text: string };

/** What a version is made from. The zip holds go.mod only if the version has one of its own. */
export type Source = {
  readonly module: string;
  readonly version: string;
  readonly goMod?: string;
  readonly files: readonly SourceFile[];
};

const TIME = "2024-01-02T03:04:05Z";

export function buildModuleVersion({ module, version, goMod, files }: Source): ModuleVersion {
  const own = goMod === undefined ? [] : [{ name: "go.mod", text: goMod }];
  return {
    module,
    version,
    time: TIME,
    goMod: goMod ?? `module ${module}\n`,
    zip: writeZip(
      [...own, ...files].map(({ name, text }) => ({
        name: `${module}@${version}/${name}`,
        data: Buffer.from(text),
      })),
    ),
  };
}

/** The hashes that the checksum database holds for a version. */
export function hashModuleVersion({ zip, goMod }: ModuleVersion): { zip: string; mod: string } {
  return { zip: hashZip(zip), mod: hashGoMod(Buffer.from(goMod)) };
}
