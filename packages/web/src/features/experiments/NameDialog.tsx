import { TextInput } from "@mantine/core";
import { useState } from "react";
import { FormDialog } from "../../ui/FormDialog.js";

interface Props {
  title: string;
  action: string;
  /** The name to begin with. */
  name?: string;
  busy: boolean;
  error: Error | null;
  onSubmit: (name: string) => void;
  onClose: () => void;
}

/** Asks for the name of an experiment. */
export function NameDialog({ title, action, name = "", busy, error, onSubmit, onClose }: Props) {
  const [text, setText] = useState(name);
  const wanted = text.trim();
  return (
    <FormDialog
      title={title}
      action={action}
      incomplete={wanted === "" || wanted === name}
      busy={busy}
      error={error}
      onSubmit={() => onSubmit(wanted)}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
    </FormDialog>
  );
}
