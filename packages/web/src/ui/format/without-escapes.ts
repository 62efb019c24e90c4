const ESCAPE = String.fromCharCode(27);
const SEQUENCES = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, "g");

/** A text for a terminal without what sets its colours and moves its cursor (ECMA-48, control sequences). */
export const withoutEscapes = (text: string): string => text.replace(SEQUENCES, "");
