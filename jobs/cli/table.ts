/** Characters that a terminal draws two cells wide: East Asian wide and full-width forms, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const ZERO = /[\p{M}\p{Cf}]/u;

/** Terminal cells that a text takes. */
export function displayWidth(text: string): number {
  return [...text].reduce((sum, char) => sum + (ZERO.test(char) ? 0 : WIDE.test(char) ? 2 : 1), 0);
}

/**
 * Rows as aligned text, two spaces between columns, one line a row, without spaces at the ends of lines.
 * Columns whose number is in `numeric` are aligned to the right.
 */
export function formatTable(rows: readonly (readonly string[])[], numeric: readonly number[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(...rows.map((row) => displayWidth(row[c] ?? ""))),
  );
  return rows.map((row) => `${formatRow(row, widths, numeric)}\n`).join("");
}

function formatRow(row: readonly string[], widths: readonly number[], numeric: readonly number[]): string {
  const cells = widths.map((width, c) => {
    const text = row[c] ?? "";
    const pad = " ".repeat(width - displayWidth(text));
    return numeric.includes(c) ? pad + text : text + pad;
  });
  return cells.join("  ").trimEnd();
}
