import { Select } from "@mantine/core";
import type { KnownKeys } from "@slipway/search";
import { BY_CONFIGURATION } from "./run-groups.js";

interface Props {
  keys: KnownKeys;
  value: string;
  onChange: (rows: string) => void;
}

/** Chooses how the rows are arranged: runs nested or flat, or in groups. */
export function RowsSelect({ keys, value, onChange }: Props) {
  const params = keys.param.map((key) => ({ value: `params.${key}`, label: `By ${key}` }));
  const own = keys.tag.filter((key) => !key.startsWith("mlflow."));
  const tags = own.map((key) => ({ value: `tags.${key}`, label: `By ${key}` }));
  const known = [...params, ...tags].some((option) => option.value === value);
  const named = /^(?:params|tags)\./.test(value) && !known;
  return (
    <Select
      size="xs"
      w={160}
      aria-label="Rows"
      allowDeselect={false}
      searchable
      limit={60}
      nothingFoundMessage="No such key"
      comboboxProps={{ width: 240, position: "bottom-end" }}
      data={[
        {
          group: "Runs",
          items: [
            { value: "nested", label: "Nested runs" },
            { value: "flat", label: "All runs" },
          ],
        },
        {
          group: "Groups",
          items: [
            { value: BY_CONFIGURATION, label: "By configuration" },
            ...(named ? [{ value, label: `By ${value.replace(/^\w+\./, "")}` }] : []),
          ],
        },
        { group: "By parameter", items: params },
        { group: "By tag", items: tags },
      ]}
      value={value}
      onChange={(rows) => rows !== null && onChange(rows)}
    />
  );
}
