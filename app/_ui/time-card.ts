import { formatStamp, formatZone } from "@/lib/text/time";

let card: HTMLElement | null = null;

/**
 * Shows the moment of a `<time>` in the page's zone, in UTC and in Unix seconds, below it; gone when pointer and focus
 * are elsewhere, or on Escape.
 */
export function showTimeCard(time: HTMLTimeElement, timeZone: string): void {
  const at = Date.parse(time.dateTime);
  if (Number.isNaN(at)) return;
  card ??= makeCard();
  if (time.getAttribute("aria-describedby") === card.id) return;
  card.replaceChildren(...toLines(at, timeZone));
  card.hidden = false;
  place(card, time);
  hideAfter(card, time);
}

function toLines(at: number, timeZone: string): HTMLElement[] {
  const lines = [
    [formatStamp(at, timeZone), `${timeZone} ${formatZone(at, timeZone)}`],
    [formatStamp(at, "UTC"), "UTC"],
    [String(Math.floor(at / 1000)), "Unix"],
  ];
  return lines.map(([value = "", name = ""]) => {
    const line = document.createElement("div");
    const label = document.createElement("span");
    label.textContent = name;
    line.append(value, " ", label);
    return line;
  });
}

function makeCard(): HTMLElement {
  const made = document.createElement("div");
  made.className = "pop timecard";
  made.role = "tooltip";
  made.id = "time-card";
  document.body.append(made);
  return made;
}

/** Below the time, within the window; above it where there is no room below. */
function place(box: HTMLElement, time: HTMLElement): void {
  const anchor = time.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const left = Math.max(8, Math.min(anchor.left, document.documentElement.clientWidth - width - 8));
  const below = anchor.bottom + 2 + height <= innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${below ? anchor.bottom + 2 : anchor.top - height - 2}px`;
}

function hideAfter(box: HTMLElement, time: HTMLElement): void {
  const ended = new AbortController();
  const { signal } = ended;
  time.setAttribute("aria-describedby", box.id);
  const hide = () => {
    ended.abort();
    box.hidden = true;
    time.removeAttribute("aria-describedby");
  };
  const leave = ({ target }: Event) => {
    const inside = target instanceof Node && (time.contains(target) || box.contains(target));
    if (!inside && document.activeElement !== time) hide();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") hide();
  };
  document.addEventListener("pointerover", leave, { signal });
  document.addEventListener("focusin", leave, { signal });
  time.addEventListener("blur", hide, { signal });
  addEventListener("scroll", hide, { signal });
  document.addEventListener("keydown", key, { signal });
}
