import { style } from "./style.js";

/** Prints rows under headers, columns aligned by their widest cell. */
export function printTable(headers: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headers.map((header, column) =>
    Math.max(header.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  process.stdout.write(`${style("bold", line(headers))}\n`);
  process.stdout.write(`${line(widths.map((width) => "-".repeat(width)))}\n`);
  for (const row of rows) process.stdout.write(`${line(row)}\n`);
}

/** Prints a value for machines: JSON, two spaces, int64 as digits. */
export function printJson(value: unknown): void {
  const text = JSON.stringify(value, (_, v) => (typeof v === "bigint" ? String(v) : v), 2);
  process.stdout.write(`${text}\n`);
}

/** A time for people, in the machine's zone: `2026-03-01 12:00:00`. Milliseconds since the epoch. */
export function formatTime(milliseconds: number | bigint | undefined): string {
  if (milliseconds === undefined) return "-";
  const date = new Date(Number(milliseconds));
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
