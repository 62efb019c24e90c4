import type { Promotion, VerifiedHistory } from "@slipway/contract";
import type { HeldAt, History } from "@slipway/pipeline";
import { style } from "../terminal/style.js";
import { formatTime, printTable } from "../terminal/table.js";

/** The entries, newest first. */
export function printHistory(model: string, { entries, onHold, complete }: History): void {
  printTable(
    ["When", "What", "Place", "Version", "Before", "Who", "Commit", "Reason"],
    entries.map((entry) => [
      formatTime(entry.created_at),
      entry.forced ? `${entry.action} (forced)` : entry.action,
      placeOf(entry),
      entry.version ?? "-",
      entry.previous_version ?? "-",
      who(entry),
      entry.commit?.slice(0, 10) ?? "-",
      entry.reason ?? "",
    ]),
  );
  if (onHold) process.stdout.write(`On hold: releases do not promote ${model}\n`);
  if (!complete)
    process.stdout.write("Pieced together from the tags of versions: this server keeps no history.\n");
}

/** Who held what at a time, and how it came there. */
export function printHeld(model: string, time: number, places: readonly HeldAt[]): void {
  process.stdout.write(`${style("bold", `${model} at ${formatTime(time)}`)}\n`);
  for (const { stage, alias, versions, promotion, evidence } of places) {
    const place = (stage ?? `@${alias}`).padEnd(12);
    if (!promotion || versions.length === 0) {
      const since = promotion
        ? `since ${formatTime(promotion.created_at)} (${promotion.action})`
        : "as far as is known";
      process.stdout.write(`${place} no version, ${since}\n`);
      continue;
    }
    process.stdout.write(
      `${place} version ${versions.join(", ")}, since ${formatTime(promotion.created_at)}\n`,
    );
    for (const [label, text] of [...factsOf(promotion), ...evidenceOf(evidence ?? promotion)])
      process.stdout.write(`${" ".repeat(13)}${label.padEnd(10)}${text}\n`);
  }
}

/** Whether the hashes fit. */
export function printVerified({ entries, head, problem }: VerifiedHistory): void {
  if (!problem) {
    const newest = head ? ` The newest has the hash ${head}.` : "";
    process.stdout.write(`${style("green", "Whole:")} all ${entries} entries fit.${newest}\n`);
    return;
  }
  const { entry, what } = problem;
  const named = `entry ${entry.sequence ?? "?"} (${entry.action}, ${formatTime(entry.created_at)}, id ${entry.id})`;
  process.stdout.write(`${style("red", "Changed:")} ${named} does not fit: ${what}.\n`);
}

/** How a version came to its place. */
const factsOf = (promotion: Promotion): [string, string][] =>
  told([
    ["what", promotion.forced ? `${promotion.action} (forced)` : promotion.action],
    ["by", who(promotion)],
    ["reason", promotion.reason],
  ]);

/** What a version stands on. */
function evidenceOf({ commit, run_id, decision, envelope }: Promotion): [string, string][] {
  const verdicts = ((decision ?? {}) as { verdicts?: { gate: string; status: string; reason: string }[] })
    .verdicts;
  return told([
    ["commit", commit],
    ["decision", run_id && `run ${run_id}`],
    ...(verdicts ?? []).map((one): [string, string] => ["gate", `${one.gate} ${one.status}: ${one.reason}`]),
    ["signed", envelope && (envelope.signatures.length > 0 ? "yes" : "no")],
  ]);
}

const told = (lines: readonly [string, string | undefined][]): [string, string][] =>
  lines.flatMap(([label, text]) => (text ? [[label, text]] : []));

const placeOf = ({ stage, alias }: Promotion) =>
  [stage, alias && `@${alias}`].filter(Boolean).join(" ") || "-";

/** The name without the address behind it, which only JSON has room for. */
function who({ actor, actor_verified }: Promotion): string {
  if (!actor) return "-";
  const name = actor.replace(/ <[^<>]*>$/, "");
  return actor_verified ? name : `${name} (claimed)`;
}
