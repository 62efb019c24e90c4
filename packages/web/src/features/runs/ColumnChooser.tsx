import { Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import type { KnownKeys } from "@slipway/search";
import { IconColumns3 } from "@tabler/icons-react";
import { useState } from "react";
import { ATTRIBUTES } from "./run-columns.js";

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
  const groups = [
    ["Run", Object.entries(ATTRIBUTES)],
    ["Metrics", keys.metric.map((key) => [`metrics.${key}`, key])],
    ["Parameters", keys.param.map((key) => [`params.${key}`, key])],
    ["Tags", keys.tag.map((key) => [`tags.${key}`, key])],
  ] as [string, [string, string][]][];
  const toggle = (name: string) =>
    onChange(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
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
                  columns={columns.filter(([, label]) => label.toLowerCase().includes(wanted.toLowerCase()))}
                  chosen={chosen}
                  onToggle={toggle}
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
  onToggle: (name: string) => void;
}

function ColumnGroup({ title, columns, chosen, onToggle }: ColumnGroupProps) {
  if (columns.length === 0) return null;
  return (
    <Stack gap={5} component="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
      <Text component="legend" fz="xs" c="dimmed" mb={4}>
        {title}
      </Text>
      {columns.slice(0, LISTED).map(([name, label]) => (
        <Checkbox
          key={name}
          size="xs"
          label={label}
          checked={chosen.includes(name)}
          onChange={() => onToggle(name)}
          styles={{ label: { overflowWrap: "anywhere" } }}
        />
      ))}
      {columns.length > LISTED && (
        <Text fz="xs" c="dimmed">{`${columns.length - LISTED} more: type a part of the name.`}</Text>
      )}
    </Stack>
  );
}
