import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import type { TagChanges } from "./tag-changes.js";

interface Props {
  /** The tag whose value is changed; absent, a new one is written. */
  tag?: { key: string; value: string };
  /** Keys that a new tag must not have. */
  taken?: ReadonlyMap<string, string>;
  save: TagChanges["set"];
  onClose: () => void;
}

/** Where one tag is written: Enter keeps it, Escape leaves it as it was. */
export function TagForm({ tag, taken, save, onClose }: Props) {
  const [key, setKey] = useState(tag?.key ?? "");
  const [value, setValue] = useState(tag?.value ?? "");
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => save(key.trim(), value),
    onSuccess: onClose,
  });
  const fault = keyFault(key.trim(), taken);
  const ready = key.trim() !== "" && fault === undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (ready) mutate();
  };
  return (
    <Stack gap={6} onKeyDown={onKeyDown}>
      {!tag && (
        <TextInput
          aria-label="Key"
          placeholder="Key"
          autoFocus
          value={key}
          error={fault}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
      )}
      <Textarea
        size="xs"
        aria-label={tag ? `Value of ${tag.key}` : "Value"}
        placeholder="Value"
        autosize
        minRows={1}
        maxRows={8}
        autoFocus={tag !== undefined}
        value={value}
        error={error?.message}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Group gap={6}>
        <Button size="compact-xs" loading={isPending} disabled={!ready} onClick={() => mutate()}>
          Save
        </Button>
        <Button size="compact-xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}

function keyFault(key: string, taken: Props["taken"]): string | undefined {
  if (taken?.has(key)) return `There is a tag “${key}” already: change its value below.`;
  return taken && key.startsWith("mlflow.")
    ? "Keys that begin with “mlflow.” belong to the protocol."
    : undefined;
}
