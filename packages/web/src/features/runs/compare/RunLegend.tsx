import { Anchor, CloseButton, Group } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { Link } from "@tanstack/react-router";
import { curveStyle, useChartColours } from "../../../ui/chart/chart-colours.js";
import { nameOf } from "../run-values.js";
import classes from "./Compare.module.css";

interface Props {
  runs: readonly Run[];
  /** The place of the line of each run, where it is not its own. */
  places?: readonly number[] | undefined;
  /** Leaves a run out; absent where none can be. */
  onRemove?: ((runId: string) => void) | undefined;
}

/** Which line is which run's. */
export function RunLegend({ runs, places, onRemove }: Props) {
  return (
    <ul className={classes.legend} aria-label="Compared runs">
      {runs.map((run, index) => (
        <li key={run.info.run_id}>
          <Group gap={6} wrap="nowrap">
            <LineSample index={places?.[index] ?? index} />
            <Anchor
              fz="sm"
              truncate
              title={nameOf(run)}
              renderRoot={(props) => (
                <Link {...props} to="/runs/$runId" params={{ runId: run.info.run_id }} search={{}} />
              )}
            >
              {nameOf(run)}
            </Anchor>
            {onRemove && (
              <CloseButton
                size="xs"
                aria-label={`Leave out ${nameOf(run)}`}
                onClick={() => onRemove(run.info.run_id)}
              />
            )}
          </Group>
        </li>
      ))}
    </ul>
  );
}

/** A piece of the line of the run at a place. */
export function LineSample({ index }: { index: number }) {
  const { color, type } = curveStyle(index, useChartColours());
  return <span className={classes.sample} style={{ borderTop: `3px ${type} ${color}` }} aria-hidden />;
}
