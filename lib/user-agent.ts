import manifest from "@/package.json";

/** The version of this program. */
export const VERSION: string = manifest.version;

/** What we call ourselves to the servers that we ask: `gomirrors/0.1.0 (+https://example.com/about)`. */
export function formatUserAgent(contact: string | null): string {
  const name = `${manifest.name}/${VERSION}`;
  return contact === null ? name : `${name} (+${contact})`;
}
