import { Code, Stack, Text } from "@mantine/core";
import type { Verdict, VerdictStatus } from "@slipway/contract";
import { StatusBadge } from "../../ui/StatusBadge.js";
import type { Tone } from "../../ui/StatusSign.js";
import classes from "./Decision.module.css";

const LOOKS: Record<VerdictStatus, [Tone, string]> = {
  pass: ["good", "Pass"],
  fail: ["bad", "Fail"],
  "not-enough-data": ["warning", "Not enough data"],
  error: ["bad", "Error"],
  "not-applicable": ["neutral", "Not applicable"],
};

/** What each gate said, and on which numbers. */
export function VerdictTable({ verdicts }: { verdicts: readonly Verdict[] }) {
  return (
    <ul className={classes.verdicts} aria-label="Gates">
      {verdicts.map((verdict) => (
        <li key={`${verdict.gate} ${verdict.reason}`}>
          <VerdictLine verdict={verdict} />
        </li>
      ))}
    </ul>
  );
}

function VerdictLine({
  verdict: { gate, status, required, reason, method, evidence },
}: {
  verdict: Verdict;
}) {
  const [tone, label] = LOOKS[status] ?? ["unknown", status];
  return (
    <div className={classes.verdict}>
      <StatusBadge tone={tone} label={label} />
      <div>
        <Text fz="sm" fw={600}>
          {gate}
        </Text>
        <Text fz="xs" c="dimmed">
          {required ? "required" : "not required"}
        </Text>
      </div>
      <Stack gap={2} miw={0}>
        <Text fz="sm" className="numeric">
          {reason}
        </Text>
        {method && (
          <Text fz="xs" c="dimmed">
            {method}
          </Text>
        )}
        {Object.keys(evidence).length > 0 && (
          <details className={classes.evidence}>
            <summary>Numbers</summary>
            <Code block>{JSON.stringify(evidence, null, 2)}</Code>
          </details>
        )}
      </Stack>
    </div>
  );
}
