import { Select, Stack } from "@mantine/core";
import type { Evaluation } from "@slipway/contract";
import { lazy, Suspense } from "react";
import { LoadingState } from "../../../ui/LoadingState.js";
import { Section } from "../../../ui/Section.js";
import { ConfusionTable } from "./ConfusionTable.js";
import type { DecisionViewState } from "./decision-search.js";
import classes from "./Examples.module.css";

// Charts are loaded with the first decision that has some.
const AnswerCharts = lazy(async () => ({ default: (await import("./AnswerCharts.js")).AnswerCharts }));

interface Props extends DecisionViewState {
  curves: NonNullable<Evaluation["curves"]>;
}

/** What the answers of both models look like beyond single numbers. */
export function Answers({ curves, view, onView }: Props) {
  const { candidate, champion } = curves;
  const scored = [...new Set([...candidate.roc, ...candidate.calibration].map(({ positive }) => positive))];
  const positive = scored.find((name) => name === view.class) ?? scored[0];
  const drawn = positive !== undefined || candidate.residuals !== undefined;
  if (!candidate.confusion && !drawn) return null;
  return (
    <Section
      title="How they answer"
      beside={
        scored.length > 1 && (
          <Select
            size="xs"
            w={200}
            aria-label="Class of the curves"
            allowDeselect={false}
            data={scored}
            value={positive ?? null}
            onChange={(next) => onView({ class: next ?? undefined })}
          />
        )
      }
    >
      <Stack gap="md">
        {candidate.confusion && (
          <div className={classes.matrices}>
            {champion?.confusion && <ConfusionTable title="Champion" confusion={champion.confusion} />}
            <ConfusionTable title="New model" confusion={candidate.confusion} />
          </div>
        )}
        {drawn && (
          <Suspense fallback={<LoadingState lines={5} />}>
            <AnswerCharts curves={curves} positive={positive} />
          </Suspense>
        )}
      </Stack>
    </Section>
  );
}
