/** A word for a POSIX shell, whatever it contains. */
export const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
