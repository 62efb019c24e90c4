import { Code, Progress, Stack, Text } from "@mantine/core";
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
        <Progress
          value={(100 * Number(look)) / Math.max(1, Number(looks))}
          size="sm"
          w={240}
          maw="100%"
          color="indigo"
          aria-label="Looks that are taken"
        />
        {sealed && (
          <Text fz="sm" c="dimmed">
            Sealed: only the verdict is shown, so that nobody can tune the next model to these examples.
            Figures, curves and examples of this decision can be opened once the set is retired, with{" "}
            <Code>{`slipway testset open ${shellWord(name)}`}</Code>.
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

const shellWord = (name: string): string => (/^[\w.-]+$/.test(name) ? name : JSON.stringify(name));
