import { Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useState } from "react";
import { Nothing } from "../../../ui/Nothing.js";
import { NumberText } from "../../../ui/NumberText.js";
import { nameOf } from "../run-values.js";
import classes from "./Compare.module.css";
import type { Cell, ComparedGroup, ComparedRow } from "./compare-values.js";
import { LineSample } from "./RunLegend.js";

interface Props {
  runs: readonly Run[];
  groups: readonly ComparedGroup[];
  /** Whether values are listed in which all runs agree. */
  same: boolean;
  onSame: (same: boolean) => void;
}

/** What the runs logged and are, side by side; at first only where they differ. */
export function ComparedValues({ runs, groups, same, onSame }: Props) {
  const [wanted, setWanted] = useState("");
  const needle = wanted.toLowerCase();
  const listed = groups
    .map(({ title, rows }) => ({
      title,
      rows: rows.filter((row) => (same || row.differs) && row.key.toLowerCase().includes(needle)),
    }))
    .filter(({ rows }) => rows.length > 0);
  const alike = groups.flatMap(({ rows }) => rows).filter(({ differs }) => !differs).length;
  return (
    <Stack gap="sm">
      <Group>
        <TextInput
          aria-label="Search keys"
          placeholder="Search keys"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Checkbox
          size="xs"
          label={`Show what is the same (${alike})`}
          checked={same}
          onChange={(event) => onSame(event.currentTarget.checked)}
        />
      </Group>
      {listed.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {needle ? "No key has this in its name." : "These runs differ in nothing that they logged."}
        </Text>
      ) : (
        <div className={classes.frame}>
          <table className={classes.table} aria-label="Values">
            <Heading runs={runs} />
            {listed.map(({ title, rows }) => (
              <tbody key={title}>
                <tr>
                  <th scope="rowgroup" colSpan={runs.length + 1}>
                    {title}
                  </th>
                </tr>
                {rows.map((row) => (
                  <ValueRow key={row.key} row={row} runs={runs} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </Stack>
  );
}

function Heading({ runs }: { runs: readonly Run[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">Key</th>
        {runs.map((run, index) => (
          <th key={run.info.run_id} scope="col" title={nameOf(run)}>
            <Group gap={6} wrap="nowrap">
              <LineSample index={index} />
              <Text span inherit truncate>
                {nameOf(run)}
              </Text>
            </Group>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ValueRow({ row: { key, cells, differs }, runs }: { row: ComparedRow; runs: readonly Run[] }) {
  return (
    <tr data-differs={differs || undefined}>
      <th scope="row" title={key}>
        {key}
      </th>
      {runs.map((run, index) => {
        const cell = cells[index];
        return (
          <td key={run.info.run_id} data-align={typeof cell === "number" ? "right" : undefined}>
            <CellText cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}

function CellText({ cell }: { cell: Cell }) {
  if (cell === undefined) return <Nothing />;
  return typeof cell === "number" ? <NumberText value={cell} /> : <span title={cell}>{cell}</span>;
}
