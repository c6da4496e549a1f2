/**
 * The bytes of standard base64 with padding, exactly as it would be written: no line break, no URL alphabet, no
 * loose final bits, which Node's decoder lets pass. Throws a TypeError naming the text.
 */
export function parseBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) {
    throw new TypeError(`${JSON.stringify(text.slice(0, 100))} is not standard padded base64`);
  }
  return new Uint8Array(bytes);
}

export function formatBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
