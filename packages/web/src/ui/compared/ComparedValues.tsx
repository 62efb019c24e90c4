import { Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Nothing } from "../Nothing.js";
import { NumberText } from "../NumberText.js";
import { ScrollFrame } from "../ScrollFrame.js";
import classes from "./Compared.module.css";
import type { Cell, ComparedGroup, ComparedRow } from "./compared-rows.js";

/** One of the things that are compared. */
interface ComparedColumn {
  id: string;
  name: string;
  /** What stands before the name. */
  mark?: ReactNode;
}

interface Props {
  columns: readonly ComparedColumn[];
  groups: readonly ComparedGroup[];
  /** What is said when they agree in everything. */
  alike: string;
  /** Whether values are listed in which all agree. */
  same: boolean;
  onSame: (same: boolean) => void;
}

/** Things side by side, key by key; at first only where they differ. */
export function ComparedValues({ columns, groups, alike, same, onSame }: Props) {
  const [wanted, setWanted] = useState("");
  const needle = wanted.toLowerCase();
  const listed = groups
    .map(({ title, rows }) => ({
      title,
      rows: rows.filter((row) => (same || row.differs) && row.key.toLowerCase().includes(needle)),
    }))
    .filter(({ rows }) => rows.length > 0);
  const agreed = groups.flatMap(({ rows }) => rows).filter(({ differs }) => !differs).length;
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
          label={`Show what is the same (${agreed})`}
          checked={same}
          onChange={(event) => onSame(event.currentTarget.checked)}
        />
      </Group>
      {listed.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {needle ? "No key has this in its name." : alike}
        </Text>
      ) : (
        <ScrollFrame label="Values" className={classes.frame}>
          <table className={classes.table} aria-label="Values">
            <Heading columns={columns} />
            {listed.map(({ title, rows }) => (
              <tbody key={title}>
                <tr>
                  <th scope="rowgroup" colSpan={columns.length + 1}>
                    {title}
                  </th>
                </tr>
                {rows.map((row) => (
                  <ValueRow key={row.key} row={row} columns={columns} />
                ))}
              </tbody>
            ))}
          </table>
        </ScrollFrame>
      )}
    </Stack>
  );
}

function Heading({ columns }: Pick<Props, "columns">) {
  return (
    <thead>
      <tr>
        <th scope="col">Key</th>
        {columns.map(({ id, name, mark }) => (
          <th key={id} scope="col" title={name}>
            <Group gap={6} wrap="nowrap">
              {mark}
              <Text span inherit truncate>
                {name}
              </Text>
            </Group>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ValueRow({ row: { key, cells, differs }, columns }: { row: ComparedRow } & Pick<Props, "columns">) {
  return (
    <tr data-differs={differs || undefined}>
      <th scope="row" title={key}>
        {key}
      </th>
      {columns.map(({ id }, index) => {
        const cell = cells[index];
        return (
          <td key={id} data-align={typeof cell === "number" ? "right" : undefined}>
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
