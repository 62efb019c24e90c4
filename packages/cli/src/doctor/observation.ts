/** Something that the doctor looked at. */
export interface Observation {
  what: string;
  value: string;
  /** `wrong`: Slipway does not work so. `doubtful`: it does, and may not for long. */
  state: "fine" | "doubtful" | "wrong";
  /** What would be right. */
  hint?: string;
}

export const fine = (what: string, value: string): Observation => ({ what, value, state: "fine" });

export const doubtful = (what: string, value: string, hint: string): Observation => ({
  what,
  value,
  state: "doubtful",
  hint,
});

export const wrong = (what: string, value: string, hint: string): Observation => ({
  what,
  value,
  state: "wrong",
  hint,
});
