import { Stack, Text } from "@mantine/core";
import type { Verdict, VerdictStatus } from "@slipway/contract";
import { KeyValues } from "../../ui/KeyValues.js";
import { StatusBadge } from "../../ui/StatusBadge.js";
import type { Tone } from "../../ui/StatusSign.js";
import classes from "./Decision.module.css";
import { gateNames } from "./decision/gate-names.js";

const LOOKS: Record<VerdictStatus, [Tone, string]> = {
  pass: ["good", "Pass"],
  fail: ["bad", "Fail"],
  "not-enough-data": ["warning", "Not enough data"],
  error: ["bad", "Error"],
  "not-applicable": ["neutral", "Not applicable"],
};

/** What each gate said, and on which numbers. */
export function VerdictTable({ verdicts }: { verdicts: readonly Verdict[] }) {
  const names = gateNames(verdicts);
  return (
    <ul className={classes.verdicts} aria-label="Gates">
      {verdicts.map((verdict, place) => (
        <li key={names[place]}>
          <VerdictLine verdict={verdict} name={names[place] ?? verdict.gate} />
        </li>
      ))}
    </ul>
  );
}

interface LineProps {
  verdict: Verdict;
  name: string;
}

function VerdictLine({ verdict: { status, required, reason, method, evidence }, name }: LineProps) {
  const [tone, label] = LOOKS[status] ?? ["unknown", status];
  return (
    <div className={classes.verdict}>
      <StatusBadge tone={tone} label={label} />
      <div>
        <Text fz="sm" fw={600}>
          {name}
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
            <KeyValues what={`figures of ${name}`} entries={figuresOf(evidence)} />
          </details>
        )}
      </Stack>
    </div>
  );
}

/** Lists of figures, such as those of slices, are drawn on their own. */
const figuresOf = (evidence: Verdict["evidence"]) =>
  Object.entries(evidence).flatMap(([key, value]) => {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value) && value.some((one) => typeof one === "object" && one !== null)) return [];
    return [{ key: key.replaceAll("_", " "), text: figureText(value) }];
  });

function figureText(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((one) => (one === null ? "∞" : figureText(one))).join(" … ");
  return JSON.stringify(value);
}
