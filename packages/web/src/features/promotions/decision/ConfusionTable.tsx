import { Stack, Text } from "@mantine/core";
import type { Curves } from "@slipway/contract";
import type { CSSProperties } from "react";
import classes from "./Examples.module.css";

interface Props {
  title: string;
  confusion: NonNullable<Curves["confusion"]>;
}

/** How often each label was answered with which: rows are labels, shaded by their share of the row. */
export function ConfusionTable({ title, confusion: { classes: names, counts } }: Props) {
  return (
    <Stack gap={4} miw={0}>
      <Text fz="sm" fw={600}>
        {title}
      </Text>
      <div className={classes.frame}>
        <table className={classes.confusion} aria-label={`Answers of the ${title.toLowerCase()}`}>
          <thead>
            <tr>
              <td className={classes.corner}>is ↓ answered →</td>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counts.map((line, row) => (
              <tr key={names[row]}>
                <th scope="row">{names[row]}</th>
                {line.map((count, column) => (
                  <td
                    key={names[column]}
                    data-count
                    data-right={row === column || undefined}
                    style={{ "--share": shareOf(Number(count), line.map(Number)) } as CSSProperties}
                  >
                    {Number(count).toLocaleString("en-US")}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Stack>
  );
}

function shareOf(count: number, line: readonly number[]): string {
  const total = line.reduce((sum, one) => sum + one, 0);
  return total > 0 ? (count / total).toFixed(3) : "0";
}
