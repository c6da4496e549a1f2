import type { Kind, KindName } from "./kind";
import { absentKind } from "./kinds/absent";
import { escapedKind } from "./kinds/escaped";
import { infoKind } from "./kinds/info";
import { latestKind } from "./kinds/latest";
import { listKind } from "./kinds/list";
import { modKind } from "./kinds/mod";
import { prefixKind } from "./kinds/prefix";
import { sumdbKind } from "./kinds/sumdb";
import { toolchainKind } from "./kinds/toolchain";
import { zipKind } from "./kinds/zip";

/**
 * The ten endpoint kinds, and what a right answer is beyond its status. A 200 that is a web page is `soft-200` for all.
 *
 *   list/tagged        200; every line a version; every known tag among them, in any order; not empty if a tag is known
 *   latest/latest      200; JSON with a version and a time
 *   info/canonical     200; JSON that names the version asked for
 *   mod/canonical      200; the module line names the module asked for, in a file of its own or a made-up one
 *   zip/small          200; the directory, or of a large one the first file, lies below MODULE@VERSION/
 *   zip/head           200 with a size above 0, or 405
 *   zip/range          206, the file's end, whose directory lies below MODULE@VERSION/; or 200, judged by its start
 *   sumdb/supported    200, or 404 or 410 for a mirror without the database
 *   sumdb/latest       200; a tree head signed by the database's key
 *   sumdb/lookup       200; the asked version's lines, and a tree head signed by the database's key
 *   sumdb/tile         200; exactly the hashes of the top tile of the last head that this mirror handed out
 *   toolchain/head     200 with a size above 0, or 405
 *   toolchain/negative 404 or 410: a language version is no toolchain
 *   absent/module      404 or 410, never an empty list
 *   absent/version     404 or 410, and not one that hides a failure of the upstream
 *   prefix/short       404 or 410, or an empty list, which costs the go command a request and nothing else
 *   prefix/sub-package 404 or 410: anything else ends a build
 *   escaped/bang       as info/canonical, capitals written !a
 *   escaped/percent    as info/canonical, capitals written %21a
 *
 * Where the mirror has no database (`supported` was 404 or 410), a 404 or 410 is right for the rest of `sumdb` too.
 */
export const KIND_MAP: Readonly<Record<KindName, Kind>> = {
  list: listKind,
  latest: latestKind,
  info: infoKind,
  mod: modKind,
  zip: zipKind,
  sumdb: sumdbKind,
  toolchain: toolchainKind,
  absent: absentKind,
  prefix: prefixKind,
  escaped: escapedKind,
};
