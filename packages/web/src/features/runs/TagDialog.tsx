import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTagRuns } from "./use-run-changes.js";

interface Props {
  runIds: readonly string[];
  /** How many there are, in words. */
  what: string;
  onClose: () => void;
}

/** Sets one tag of each of some runs. */
export function TagDialog({ runIds, what, onClose }: Props) {
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const { mutate, isPending, error } = useTagRuns();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ runIds, input: { key: key.trim(), value } }, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title={`Tag ${what}`} size="md">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Key"
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput label="Value" value={value} onChange={(event) => setValue(event.currentTarget.value)} />
          {error && (
            <Text fz="sm" c="var(--mantine-color-error)" role="alert">
              {error.message}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isPending} disabled={key.trim() === ""}>
              Set tag
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
