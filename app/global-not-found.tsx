import type { Metadata } from "next";
import { readRequested } from "@/app/_data/lang";
import { Document } from "@/app/_ui/document";
import { toFavicon } from "@/app/_ui/favicon";
import { NotFoundPage, readNotFoundTitle } from "@/app/_ui/not-found-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await readNotFoundTitle(), icons: { icon: toFavicon("nodata") } };
}

/** What is shown at an address that no page has. */
export default async function NotFound() {
  const { lang } = await readRequested();
  return (
    <Document lang={lang}>
      <NotFoundPage />
    </Document>
  );
}
