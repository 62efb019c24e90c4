import { TextInput } from "@mantine/core";
import { useState } from "react";
import { FormDialog } from "../../ui/FormDialog.js";
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
  return (
    <FormDialog
      title={`Tag ${what}`}
      action="Set tag"
      incomplete={key.trim() === ""}
      busy={isPending}
      error={error}
      onSubmit={() => mutate({ runIds, input: { key: key.trim(), value } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        label="Key"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput label="Value" value={value} onChange={(event) => setValue(event.currentTarget.value)} />
    </FormDialog>
  );
}
