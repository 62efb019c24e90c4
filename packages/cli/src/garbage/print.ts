import { formatTime, printTable } from "../terminal/table.js";
import type { Collected } from "./collect.js";
import type { Item } from "./plan.js";

/** Prints what would go, with what its artifacts take. */
export function printPlan(items: readonly Item[]): void {
  if (items.length > 0)
    printTable(
      ["Kind", "ID", "Name", "Since", "Files", "Size"],
      items.map(({ kind, id, name, time, files, bytes }) => [
        kind,
        id,
        name,
        formatTime(time),
        files === undefined ? "?" : String(files),
        bytes === undefined ? "?" : sizeOf(Number(bytes)),
      ]),
    );
  // The artifacts of runs are inside the folders of experiments: both are measured, and counted once.
  const counted = items.filter(({ kind }) => kind !== "experiment");
  const bytes = counted.reduce((sum, item) => sum + Number(item.bytes ?? 0), 0);
  process.stdout.write(
    `${countOf(items)} would go, with ${sizeOf(bytes)} of artifacts. Nothing has changed.\n`,
  );
}

const NOUNS = { run: "Run", "logged-model": "Logged model", experiment: "Experiment" };

/** Says, in MLflow's words, that something has gone. */
export function printGone({ kind, id }: Item): void {
  const what = kind === "orphan" ? `Orphaned folder ${id}` : `${NOUNS[kind]} with ID ${id}`;
  process.stdout.write(`${what} has been permanently deleted.\n`);
}

/** Says what went, and on standard error what could not. */
export function printCollected({ rows, files, bytes, failed }: Collected): void {
  process.stdout.write(`${rows} rows and ${files} artifacts (${sizeOf(bytes)}) have gone.\n`);
  for (const { kind, id, reason } of failed)
    process.stderr.write(`${kind} ${id} is still there: ${reason}\n`);
}

function countOf(items: readonly Item[]): string {
  const count = (kind: Item["kind"], noun: string) => {
    const number = items.filter((item) => item.kind === kind).length;
    return number === 0 ? [] : [`${number} ${noun}${number === 1 ? "" : "s"}`];
  };
  const counts = [
    ...count("run", "run"),
    ...count("logged-model", "logged model"),
    ...count("experiment", "experiment"),
    ...count("orphan", "orphaned folder"),
  ];
  return counts.join(", ") || "Nothing";
}

/** Bytes for people: `1.5 MB`. */
export function sizeOf(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let size = bytes;
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000;
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}
