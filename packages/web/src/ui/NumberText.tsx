import { formatNumber } from "./format/format-number.js";
import { Nothing } from "./Nothing.js";

/** A measured value, shortened; the whole value on hover. */
export function NumberText({ value }: { value: number | undefined }) {
  if (value === undefined) return <Nothing />;
  return (
    <span className="numeric" title={String(value)}>
      {formatNumber(value)}
    </span>
  );
}
