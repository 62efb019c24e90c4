import { Select } from "@mantine/core";
import type { GroupKey } from "./run-groups.js";

interface Props {
  label: string;
  value: GroupKey;
  /** The parameters by which runs can be put together. */
  params: readonly string[];
  onChange: (by: GroupKey) => void;
}

/** What runs are put together by. */
export function GroupSelect({ label, value, params, onChange }: Props) {
  const options = [
    { value: "run", label: "Each run on its own" },
    { value: "configuration", label: "Configuration: all but seeds" },
    ...params.map((key) => ({ value: `params.${key}`, label: `Parameter ${key}` })),
  ];
  return (
    <Select
      size="xs"
      searchable
      w={240}
      label={label}
      allowDeselect={false}
      data={options}
      value={value}
      onChange={(by) => onChange(by as GroupKey)}
    />
  );
}
