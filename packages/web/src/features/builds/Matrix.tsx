import { ScrollFrame } from "../../ui/ScrollFrame.js";
import classes from "./Builds.module.css";
import type { MatrixConfiguration } from "./configurations.js";
import { MatrixCell } from "./MatrixCell.js";
import type { MatrixGrid } from "./matrix-grid.js";
import { type RepeatSummary, summarize } from "./summarize.js";

interface Props {
  grid: MatrixGrid;
  /** The metric in the cells. */
  metric: string | undefined;
  /** The key of the configuration whose runs are listed. */
  current: string | undefined;
  /** The run that a release selected. */
  selectedRun: string | undefined;
  live: boolean;
  onChoose: (key: string | undefined) => void;
}

/** The matrix of a build as a grid; as a list when only one thing differs. */
export function Matrix({ grid, metric, current, selectedRun, live, onChoose }: Props) {
  const { across, axes, columns, rows } = grid;
  const summaries = new Map<string, RepeatSummary>();
  const now = Date.now();
  for (const one of rows.flatMap(({ cells }) => cells))
    if (one) summaries.set(one.key, summarize(one.repeats, metric, now));
  const means = [...summaries.values()].flatMap(({ mean }) => mean ?? []);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const down = axes.filter((key) => key !== across).join(", ");
  const cellOf = (one: MatrixConfiguration | undefined, place: string) => {
    const summary = one && summaries.get(one.key);
    if (!one || !summary) return <td key={place} className={classes.cell} data-empty />;
    const { mean = least } = summary;
    return (
      <MatrixCell
        key={place}
        configuration={one}
        summary={summary}
        share={most > least ? (mean - least) / (most - least) : 0}
        current={one.key === current}
        selected={one.repeats.some(({ run }) => run !== undefined && run.info.run_id === selectedRun)}
        live={live}
        onChoose={() => onChoose(one.key === current ? undefined : one.key)}
      />
    );
  };
  return (
    <ScrollFrame label="Matrix" className={classes.frame}>
      <table className={classes.grid} aria-label="Matrix">
        {across !== undefined && (
          <thead>
            <tr>
              <th scope="col" className={classes.axis}>
                {down}
              </th>
              {columns.map((value) => (
                <th key={value} scope="col">
                  <span className={classes.axis}>{across} </span>
                  {value || "–"}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(({ label, cells }) => (
            <tr key={label}>
              {axes.length > 0 && <th scope="row">{label || "–"}</th>}
              {cells.map((one, place) => cellOf(one, columns[place] ?? ""))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
