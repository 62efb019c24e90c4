import type { Int64 } from "@slipway/contract";
import { formatAge, formatUtc } from "./format/format-time.js";
import { Nothing } from "./Nothing.js";

/** A time in milliseconds since the epoch: its age, with the local time and UTC on hover. */
export function Time({ at }: { at: Int64 | undefined }) {
  if (at === undefined || Number(at) === 0) return <Nothing />;
  const time = Number(at);
  const local = new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
  return (
    <time dateTime={formatUtc(time)} title={`${local} local\n${formatUtc(time)}`}>
      {formatAge(time, Date.now())}
    </time>
  );
}
