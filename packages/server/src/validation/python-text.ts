/** A string as Python's repr shows it, which MLflow puts into messages. */
export function pythonText(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  if (escaped.includes("'") && !escaped.includes('"')) return `"${escaped}"`;
  return `'${escaped.replaceAll("'", "\\'")}'`;
}

export const pythonList = (texts: readonly string[]): string => `[${texts.map(pythonText).join(", ")}]`;
