const SAID_MS = 4000;

/** Says a sentence at the foot of the window for four seconds, to screen readers too. */
export function say(sentence: string): void {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.role = "status";
  document.body.append(toast);
  // A live region is read out for what changes in it, not for what it came with.
  requestAnimationFrame(() => {
    toast.textContent = sentence;
  });
  setTimeout(() => toast.remove(), SAID_MS);
}
