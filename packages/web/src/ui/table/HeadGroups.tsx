import type { Column } from "@tanstack/react-table";
import type { ShownColumns } from "./shown-columns.js";
import classes from "./Table.module.css";
import { stuckAt } from "./TableRow.js";

/** Neighbours of one group. */
interface Run<Row> {
  group: string | undefined;
  columns: readonly [Column<Row>, ...Column<Row>[]];
}

function runsOf<Row>(columns: readonly Column<Row>[]): Run<Row>[] {
  const runs: Run<Row>[] = [];
  for (const column of columns) {
    const { group } = column.columnDef.meta ?? {};
    const last = runs.at(-1);
    if (last && last.group === group) runs[runs.length - 1] = { group, columns: [...last.columns, column] };
    else runs.push({ group, columns: [column] });
  }
  return runs;
}

/** The row over the headings that says what groups of columns are; none where no column has a group. */
export function HeadGroups<Row>({ columns: { stuck, moving, gap } }: { columns: ShownColumns<Row> }) {
  if (![...stuck, ...moving].some(({ columnDef }) => columnDef.meta?.group)) return null;
  const left = stuck.reduce((sum, column) => sum + column.getSize(), 0);
  const cellOf = ({ group, columns: [first, ...others] }: Run<Row>, isStuck: boolean) => {
    const place = {
      colSpan: 1 + others.length,
      "data-sticky": isStuck || undefined,
      style: isStuck ? stuckAt(first) : undefined,
    };
    if (!group) return <td key={first.id} {...place} />;
    return (
      <th key={first.id} {...place} scope="colgroup" data-group>
        <span className={classes.group} style={isStuck ? undefined : { left: left + 10 }}>
          {group}
        </span>
      </th>
    );
  };
  return (
    <tr>
      {runsOf(stuck).map((run) => cellOf(run, true))}
      {gap > 0 && <td className={classes.filler} />}
      {runsOf(moving).map((run) => cellOf(run, false))}
      <td className={classes.filler} />
    </tr>
  );
}
