import { type GateLine, headline, type Report } from "../report.js";
import { markupText } from "../shown-text.js";

/**
 * A report as JUnit XML, where each gate is a test case. What a gate could not tell for want of data is skipped,
 * unless the gate is required.
 */
export function junitReport(report: Report): string {
  const { subject, title, gates, why, created_at } = report;
  const cases = gates.map((gate) => ({ gate, result: resultOf(gate) }));
  const alone = cases.length === 0 ? (report.kind === "failure" ? "error" : "skipped") : undefined;
  const count = (kind: string) =>
    cases.filter(({ result }) => result === kind).length + (alone === kind ? 1 : 0);
  const counts = `tests="${Math.max(1, cases.length)}" failures="${count("failure")}" errors="${count("error")}"`;
  const skipped = count("skipped");
  const time = new Date(created_at).toISOString().slice(0, 19);
  const suite = `name="${markupText(subject)}" ${counts} skipped="${skipped}" timestamp="${time}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${markupText(title)}">`,
    `  <testsuite ${suite}>`,
    ...cases.map(({ gate, result }) => `    ${testCase(subject, gate, result)}`),
    ...(alone
      ? [
          `    <testcase classname="${markupText(subject)}" name="release"><${alone} message="${markupText(why[0] ?? title)}"/></testcase>`,
        ]
      : []),
    `    <system-out>${[headline(report), title, ...why].map(markupText).join("\n")}</system-out>`,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

type Result = "pass" | "failure" | "error" | "skipped";

function resultOf({ status, required }: GateLine): Result {
  if (status === "pass" || status === "error") return status;
  if (status === "fail") return "failure";
  return status === "not-enough-data" && required ? "failure" : "skipped";
}

function testCase(subject: string, { name, status, reason, method }: GateLine, result: Result): string {
  const head = `<testcase classname="${markupText(subject)}" name="${markupText(name)}"`;
  const message = `message="${markupText(reason)}"`;
  if (result === "pass") return `${head}><system-out>${markupText(reason)}</system-out></testcase>`;
  if (result === "skipped") return `${head}><skipped ${message}/></testcase>`;
  return `${head}><${result} type="${status}" ${message}>${markupText(method ?? reason)}</${result}></testcase>`;
}
