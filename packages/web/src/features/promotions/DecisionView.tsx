import { Group, Stack, Text } from "@mantine/core";
import type { Decision } from "@slipway/contract";
import { Section } from "../../ui/Section.js";
import { DecisionFacts } from "./DecisionFacts.js";
import { EvaluationTable } from "./EvaluationTable.js";
import { OutcomeBadge } from "./OutcomeBadge.js";
import { SelectionTable } from "./SelectionTable.js";
import { TestSetUsed } from "./TestSetUsed.js";
import { VerdictTable } from "./VerdictTable.js";

/** A release's decision: what was chosen, against what, by which gates, and what came of it. */
export function DecisionView({ decision }: { decision: Decision }) {
  const { outcome, reason, selection, evaluation, verdicts, forced, test_set } = decision;
  return (
    <Stack gap="lg" maw={1180}>
      <Stack gap={4}>
        <Group gap="sm" fz="lg" fw={600}>
          <OutcomeBadge outcome={outcome} />
          <Text span fz="md">
            {reason}
          </Text>
        </Group>
        {forced && (
          <Text fz="sm" c="var(--mantine-color-error)">
            Forced in spite of the gates: “{forced}”
          </Text>
        )}
      </Stack>
      <DecisionFacts decision={decision} />
      {verdicts.length > 0 && (
        <Section title="Gates" count={verdicts.length}>
          <VerdictTable verdicts={verdicts} />
        </Section>
      )}
      {test_set && <TestSetUsed use={test_set} />}
      {evaluation && (
        <Section title="Evaluation on held-out examples">
          <EvaluationTable evaluation={evaluation} />
        </Section>
      )}
      {selection && (
        <Section title="Selection" count={selection.configurations.length}>
          <SelectionTable selection={selection} />
        </Section>
      )}
    </Stack>
  );
}
