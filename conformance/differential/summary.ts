import { toJson } from "../bad-input/write-call.js";
import type { Call } from "./call.js";
import { type Finding, kindOf, type Tally } from "./campaign.js";
import type { Plain } from "./normalise.js";

/**
 * The figures of a campaign, and each kind of difference with its shortest sequence.
 * @param kinds whether those that are intended are told kind by kind as well
 */
export function summary(tally: Tally, kinds = false): string {
  const intended = [...tally.intended].flatMap(([why, seen]) => [
    counted(
      [...seen.values()].reduce((sum, times) => sum + times, 0),
      why,
    ),
    ...(kinds ? [...seen].map(([kind, times]) => `    ${counted(times, kind)}`) : []),
  ]);
  const found = new Map<string, Finding[]>();
  for (const one of tally.findings) {
    const kind = kindOf(one.difference);
    found.set(kind, [...(found.get(kind) ?? []), one]);
  }
  return [
    `sequences: ${tally.sequences}, calls: ${tally.calls}, differences: ${tally.findings.length}`,
    "intended differences:",
    ...intended,
    ...[...found.values()].sort((a, b) => b.length - a.length).map(finding),
  ].join("\n");
}

const counted = (times: number, what: string) => `  ${String(times).padStart(6)}  ${what}`;

function finding(all: readonly Finding[]): string {
  const shortest = all.reduce((a, b) => (b.sequence.length < a.sequence.length ? b : a));
  const { seed, sequence, difference } = shortest;
  const calls = sequence.map((call) => `  ${line(call)}`);
  return [
    "",
    `seed ${seed}, ${all.length} times:`,
    ...calls,
    `    ours:   ${answer(difference.ours)}`,
    `    theirs: ${answer(difference.theirs)}`,
  ].join("\n");
}

function line({ method, path, fields, fault }: Call): string {
  return `${method} ${path} ${cut(toJson(fields), 600)}${fault ? ` (${fault.field} ${fault.kind})` : ""}`;
}

function answer({ status, code, message, body }: Plain): string {
  return cut(`${status} ${code ?? ""} ${message ?? body}`, 1500);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}… (${text.length})` : text;
}
