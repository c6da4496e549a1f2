/**
 * Whether a form came from one of our own pages: another site must not act here in a visitor's name. Browsers that do
 * not say where a form is from may.
 */
export function isOwnForm(request: Pick<Request, "headers">): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none";
}
