import { toFavicon } from "@/app/_ui/favicon";
import { verdictStatus } from "@/app/[lang]/_overview/verdict-words";
import { toVerdict } from "@/lib/snapshot/verdict";
import { readCurrentSnapshot } from "./snapshot";

/** The tab's icon of a page that is about no mirror: how bad it is over all, as on the overview. */
export async function readFavicon(): Promise<string> {
  return toFavicon(verdictStatus(toVerdict(await readCurrentSnapshot(), Date.now())));
}
