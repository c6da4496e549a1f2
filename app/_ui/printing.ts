/** Opens every `<details>` for paper, closes them again after, and prints the address as it then is. */
export function startPrinting(): () => void {
  let opened: HTMLDetailsElement[] = [];
  const before = () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")];
    for (const details of opened) details.open = true;
    const address = document.querySelector("[data-printed-url]")?.firstChild;
    if (address) address.nodeValue = location.href;
  };
  const after = () => {
    for (const details of opened) details.open = false;
    opened = [];
  };
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return () => {
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
  };
}
