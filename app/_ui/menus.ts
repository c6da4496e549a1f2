/** Closes the header's menu on Escape, giving the focus back, and on a press elsewhere. Returns what ends it. */
export function startMenus(): () => void {
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  };
  const leave = ({ target }: Event) => {
    for (const menu of openMenus()) if (target instanceof Node && !menu.contains(target)) menu.open = false;
  };
  document.addEventListener("keydown", key);
  document.addEventListener("pointerdown", leave);
  document.addEventListener("focusin", leave);
  return () => {
    document.removeEventListener("keydown", key);
    document.removeEventListener("pointerdown", leave);
    document.removeEventListener("focusin", leave);
  };
}

function openMenus(): NodeListOf<HTMLDetailsElement> {
  return document.querySelectorAll("details.menu[open]");
}
