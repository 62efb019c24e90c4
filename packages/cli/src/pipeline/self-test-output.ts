import type { SelfTestCheck, SelfTestResult } from "@slipway/pipeline";
import { style } from "../terminal/style.js";

const MARKS = { pass: ["green", "pass"], fail: ["red", "FAIL"], unknown: ["yellow", "?"] } as const;

/** A self-test for people: one line for each form that each gate was tried in. */
export function showSelfTest({ model, evaluate, gates, ok }: SelfTestResult): void {
  const blocks: [string, SelfTestCheck[]][] = [
    ["evaluate", evaluate],
    ...gates.map(({ gate, parameters, checks }): [string, SelfTestCheck[]] => [
      `gate ${gate} ${parametersText(parameters)}`.trimEnd(),
      checks,
    ]),
  ];
  process.stdout.write(`Self-test on ${model}\n`);
  for (const [title, checks] of blocks) {
    process.stdout.write(`\n${style("bold", title)}\n${checks.map(lineOf).join("\n")}\n`);
  }
  const failed = [...evaluate, ...gates.flatMap(({ checks }) => checks)].filter(
    ({ status }) => status === "fail",
  );
  const verdict = ok
    ? style("green", "Every gate rules as it must on what `evaluate` writes.")
    : style(
        "red",
        `${failed.length} of the forms failed: do not trust these gates on what \`evaluate\` writes.`,
      );
  process.stdout.write(`\n${verdict}\n`);
}

function lineOf({ form, status, reason }: SelfTestCheck): string {
  const [colour, word] = MARKS[status];
  return `  ${form.padEnd(18)}${style(colour, word.padEnd(6))}${reason}`;
}

const parametersText = (parameters: Record<string, unknown>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
