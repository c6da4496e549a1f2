/** Switches that this browser remembers for itself. Each is on until it was turned off. */
export type Switch = "refresh" | "keys";

const CHANGED = "gomirrors:switch";

export function isOn(name: Switch): boolean {
  try {
    return localStorage.getItem(`gomirrors-${name}`) !== "off";
  } catch {
    return true;
  }
}

/** Remembers a switch where the browser lets us, and tells everyone on this page. */
export function turn(name: Switch, on: boolean): void {
  try {
    if (on) localStorage.removeItem(`gomirrors-${name}`);
    else localStorage.setItem(`gomirrors-${name}`, "off");
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
  dispatchEvent(new Event(CHANGED));
}

/** Calls `changed` for each turn of a switch, in another tab too. Returns what ends it. */
export function onTurn(changed: () => void): () => void {
  addEventListener(CHANGED, changed);
  addEventListener("storage", changed);
  return () => {
    removeEventListener(CHANGED, changed);
    removeEventListener("storage", changed);
  };
}
