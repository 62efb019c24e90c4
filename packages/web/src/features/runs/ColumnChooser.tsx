import { Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import type { KnownKeys } from "@slipway/search";
import { IconColumns3 } from "@tabler/icons-react";
import { useState } from "react";
import { ATTRIBUTES, toggleColumn } from "./run-columns.js";

/** More than this in one list help nobody; typing narrows them down. */
const LISTED = 100;

interface Props {
  keys: KnownKeys;
  chosen: readonly string[];
  /** Undefined asks for the usual columns. */
  onChange: (columns: string[] | undefined) => void;
}

/** Chooses the columns of a table of runs. */
export function ColumnChooser({ keys, chosen, onChange }: Props) {
  const [wanted, setWanted] = useState("");
  const named = (kind: string, of: readonly string[]) => of.map((key) => [`${kind}.${key}`, key]);
  const groups = [
    ["Run", Object.entries(ATTRIBUTES)],
    ["Metrics", named("metrics", keys.metric)],
    ["Parameters", named("params", keys.param)],
    ["Tags", named("tags", keys.tag)],
  ] as [string, [string, string][]][];
  const fits = ([, label]: [string, string]) => label.toLowerCase().includes(wanted.toLowerCase());
  return (
    <Popover position="bottom-end" width={300} shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={14} />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Stack gap="xs">
          <TextInput
            aria-label="Search columns"
            placeholder="Search columns"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            data-autofocus
          />
          <ScrollArea.Autosize mah={340} type="auto">
            <Stack gap="xs">
              {groups.map(([title, columns]) => (
                <ColumnGroup
                  key={title}
                  title={title}
                  columns={columns.filter(fits)}
                  chosen={chosen}
                  onChange={onChange}
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <Group justify="space-between">
            <Button variant="subtle" onClick={() => onChange(undefined)}>
              Usual columns
            </Button>
            <Button variant="subtle" onClick={() => onChange([])}>
              None
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ColumnGroupProps {
  title: string;
  columns: readonly [string, string][];
  chosen: readonly string[];
  onChange: (columns: string[]) => void;
}

function ColumnGroup({ title, columns, chosen, onChange }: ColumnGroupProps) {
  if (columns.length === 0) return null;
  const names = columns.map(([name]) => name);
  const missing = names.filter((name) => !chosen.includes(name));
  const all = missing.length === 0;
  return (
    <Stack gap={5} component="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
      <Group component="legend" justify="space-between" w="100%" mb={2}>
        <Text span fz="xs" c="dimmed">
          {title}
        </Text>
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={`${all ? "Hide" : "Show"} all ${columns.length} of ${title}`}
          onClick={() =>
            onChange(
              all
                ? chosen.filter((name) => !names.includes(name))
                : missing.reduce(toggleColumn, [...chosen]),
            )
          }
        >
          {all ? "Hide all" : `Show all ${columns.length}`}
        </Button>
      </Group>
      {columns.slice(0, LISTED).map(([name, label]) => (
        <Checkbox
          key={name}
          size="xs"
          label={label}
          checked={chosen.includes(name)}
          onChange={() => onChange(toggleColumn(chosen, name))}
          styles={{ label: { overflowWrap: "anywhere" } }}
        />
      ))}
      {columns.length > LISTED && (
        <Text fz="xs" c="dimmed">{`${columns.length - LISTED} more: type a part of the name.`}</Text>
      )}
    </Stack>
  );
}
