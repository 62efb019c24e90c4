import classes from "./StatusBadge.module.css";
import { StatusSign, type Tone, toneColour } from "./StatusSign.js";

/** A state as a sign of its own shape, its colour and its word. */
export function StatusBadge({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span className={classes.badge} data-tone={tone} style={{ color: toneColour(tone) }}>
      <StatusSign tone={tone} />
      <span>{label}</span>
    </span>
  );
}
