/**
 * A count or an index of the log in canonical decimal: no sign, no leading zero, within the integers that a number
 * holds exactly. Throws a TypeError naming the text.
 */
export function parseDecimal(text: string): number {
  const value = Number(text);
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || !Number.isSafeInteger(value)) {
    throw new TypeError(`${JSON.stringify(text.slice(0, 100))} is not a decimal number below 2^53`);
  }
  return value;
}
