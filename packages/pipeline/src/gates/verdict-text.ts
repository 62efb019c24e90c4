/** A measured value, to four decimals, or to as many as it takes for what is shown to satisfy `holds` too. */
export function valueText(value: number, holds: (shown: number) => boolean = () => true): string {
  for (let digits = 4; digits < 17; digits++) {
    const text = value.toFixed(digits);
    if (holds(Number(text))) return text;
  }
  return String(value);
}

/** A limit as people write it: `0.80`, `0.805`, `50`. */
export const limitText = (limit: number): string =>
  Number.isInteger(limit) || `${limit}`.length > 3 ? `${limit}` : limit.toFixed(2);

/** A difference with its sign, to four decimals; never `-0.0000`. */
export function differenceText(difference: number): string {
  const text = Math.abs(difference).toFixed(4);
  return `${difference < 0 && Number(text) !== 0 ? "-" : "+"}${text}`;
}

/** An interval as `[+0.0093, +0.0287]`; an infinite bound is shown as such. */
export const intervalText = ([low, high]: readonly [number, number]): string =>
  `[${low === Number.NEGATIVE_INFINITY ? "-inf" : differenceText(low)}, ${high === Number.POSITIVE_INFINITY ? "+inf" : differenceText(high)}]`;

/** A p-value as `p = 0.0002`. */
export const pText = (p: number): string => (p < 0.0001 ? "p < 0.0001" : `p = ${p.toFixed(4)}`);

/** A confidence as `95 %`. */
export const percentText = (share: number): string => `${Number((share * 100).toPrecision(10))} %`;

/** A count with its thousands told apart: `2,000`. */
export const countText = (count: number): string => count.toLocaleString("en-US");
