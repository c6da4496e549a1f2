/** Bytes looked at: the start of a page says that it is one. */
const LOOKED_AT = 512;
const PAGE_START = /^[\s\uFEFF]*<(?:!doctype\s+html|html|head|body|title|meta|script|!--|\?xml)/i;

/**
 * Whether a body is a web page or an XML error document. Nothing in the module proxy protocol starts like one, tiles
 * included, whose first bytes are hashes.
 */
export function isHtml(body: Uint8Array): boolean {
  return PAGE_START.test(new TextDecoder().decode(body.subarray(0, LOOKED_AT)));
}
