import { Stack } from "@mantine/core";
import type { Decision } from "@slipway/contract";
import { Section } from "../../ui/Section.js";
import { DecisionFacts } from "./DecisionFacts.js";
import { Answer } from "./decision/Answer.js";
import { Answers } from "./decision/Answers.js";
import { Differences } from "./decision/Differences.js";
import type { DecisionViewState } from "./decision/decision-search.js";
import { Examples } from "./decision/Examples.js";
import { EvaluationTable } from "./EvaluationTable.js";
import { SelectionTable } from "./SelectionTable.js";
import { TestSetUsed } from "./TestSetUsed.js";
import { VerdictTable } from "./VerdictTable.js";

interface Props extends DecisionViewState {
  decision: Decision;
  /** Whether it can be carried out from here. */
  actions?: boolean;
}

/**
 * A release's decision, best first: whether the model is safe to promote, what each gate saw, on which examples it
 * differs from the champion, what it was chosen from. Of a sealed test set nothing but the verdict is asked for.
 */
export function DecisionView({ decision, actions = false, view, onView }: Props) {
  const { selection, evaluation, verdicts, test_set } = decision;
  const sealed = test_set?.sealed === true;
  return (
    <Stack gap="lg" maw={1180}>
      <Answer decision={decision} actions={actions} />
      {test_set && <TestSetUsed use={test_set} />}
      <DecisionFacts decision={decision} />
      {verdicts.length > 0 && (
        <Section title="Gates" count={verdicts.length}>
          <VerdictTable verdicts={verdicts} />
        </Section>
      )}
      <Differences verdicts={verdicts} />
      {evaluation && !sealed && (
        <Section title="Measured on the held-out examples">
          <EvaluationTable evaluation={evaluation} />
        </Section>
      )}
      {evaluation?.examples_uri && !sealed && (
        <Examples uri={evaluation.examples_uri} view={view} onView={onView} />
      )}
      {evaluation?.curves && !sealed && <Answers curves={evaluation.curves} view={view} onView={onView} />}
      {selection && (
        <Section title="Selection" count={selection.configurations.length}>
          <SelectionTable selection={selection} />
        </Section>
      )}
    </Stack>
  );
}
