import { Stack, Text } from "@mantine/core";
import type { TestSetUse } from "@slipway/contract";
import { Section } from "../../ui/Section.js";

/** What a decision took of the budget of its held-out set, and what it therefore does not show. */
export function TestSetUsed({ use }: { use: TestSetUse }) {
  const { name, look, looks, left, sealed, retired, revealed } = use;
  return (
    <Section title="Test set">
      <Stack gap={4} fz="sm">
        <Text fz="sm">
          Look {String(look)} of {String(looks)} at “{name}”, {String(left)} left.
        </Text>
        {sealed && (
          <Text fz="sm">
            What the gates measured stays sealed until the set is retired, so that nobody can tune the next
            model to it.
          </Text>
        )}
        {Number(revealed) > 0 && (
          <Text fz="sm" c="var(--mantine-color-error)">
            {String(revealed)} of its decisions showed more than the verdict: what was made after seeing it is
            not covered by the stated reliability.
          </Text>
        )}
        {retired !== undefined && <Text fz="sm">The set is retired: {retired}.</Text>}
      </Stack>
    </Section>
  );
}
