import { Group, Stack, Text, Title } from "@mantine/core";
import type { Decision, Explanation } from "@slipway/contract";
import { StatusSign, type Tone, toneColour } from "../../../ui/StatusSign.js";
import { OutcomeBadge } from "../OutcomeBadge.js";
import classes from "./Answer.module.css";
import { DecisionActions } from "./DecisionActions.js";

const TONES: Record<Explanation["answer"]["safe"], Tone> = {
  yes: "good",
  no: "bad",
  "not-enough-data": "warning",
};

interface Props {
  decision: Decision;
  /** Whether something can be done about it here. */
  actions: boolean;
}

/** First of all: whether the model is safe to promote, why in plain words, and what came of it. */
export function Answer({ decision, actions }: Props) {
  const { outcome, reason, forced, explanation } = decision;
  const { answer, why = [], notes = [] } = explanation ?? {};
  const tone = answer && (TONES[answer.safe] ?? "unknown");
  return (
    <section className={classes.answer} aria-label="Answer">
      <Stack gap={8} miw={0}>
        {answer && tone && (
          <Group gap={8} wrap="nowrap" c={toneColour(tone)}>
            <StatusSign tone={tone} size={22} />
            <Title order={2} fz="lg">
              Safe to promote: {answer.text}
            </Title>
          </Group>
        )}
        {why.length > 0 && (
          <Stack gap={2} maw={820}>
            {why.map((sentence) => (
              <Text key={sentence} fz="sm">
                {sentence}
              </Text>
            ))}
            {answer?.limit && (
              <Text fz="sm" c="dimmed">
                {answer.limit}
              </Text>
            )}
          </Stack>
        )}
        <Group gap="sm" fz="sm">
          <OutcomeBadge outcome={outcome} />
          <Text span fz="sm" style={{ overflowWrap: "anywhere" }}>
            {reason}
          </Text>
        </Group>
        {forced && (
          <Text fz="sm" c="var(--mantine-color-error)">
            Forced in spite of the gates: “{forced}”
          </Text>
        )}
        <Notes notes={notes} />
      </Stack>
      {actions && <DecisionActions decision={decision} />}
    </section>
  );
}

function Notes({ notes }: { notes: Explanation["notes"] }) {
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label="Notes">
      {notes.map(({ kind, text }) => (
        <li key={text}>
          <StatusSign tone={kind === "warning" ? "warning" : "neutral"} size={14} />
          <span>
            {kind === "warning" && <strong>Warning: </strong>}
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
