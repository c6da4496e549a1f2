import type { Viewport } from "next";
import type { ReactNode } from "react";
import { readLang } from "@/app/_data/lang";
import { Document } from "@/app/_ui/document";

/** Nothing here is known at build time: neither the data nor the nonce of the policy. */
export const dynamic = "force-dynamic";

export const viewport: Viewport = { viewportFit: "cover", colorScheme: "light dark" };

type Props = { readonly children: ReactNode; readonly params: Promise<{ readonly lang: string }> };

export default async function Layout({ children, params }: Props) {
  return <Document lang={await readLang(params)}>{children}</Document>;
}
