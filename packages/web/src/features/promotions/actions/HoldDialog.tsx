import { Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { client } from "../../../app/client.js";
import { FormDialog } from "../../../ui/FormDialog.js";
import { ActorField, useActor } from "./ActorField.js";
import { useModelChange } from "./use-model-change.js";

const TEXTS = {
  hold: {
    title: "Hold the releases of",
    action: "Hold",
    effect:
      "Releases go on to decide and report, but promote nothing until somebody resumes them. What is in use stays.",
  },
  resume: {
    title: "Resume the releases of",
    action: "Resume",
    effect: "The next release that passes its gates promotes its version again.",
  },
} as const;

interface Props {
  name: string;
  what: keyof typeof TEXTS;
  onClose: () => void;
}

/** Asks once before the releases of a model are put on hold, or go on. */
export function HoldDialog({ name, what, onClose }: Props) {
  const [reason, setReason] = useState("");
  const [actor] = useActor();
  const { mutate, isPending, error } = useModelChange(() =>
    client.promotions.create({
      name,
      action: what,
      reason: reason.trim() || undefined,
      actor: actor.trim() || undefined,
    }),
  );
  const { title, action, effect } = TEXTS[what];
  return (
    <FormDialog
      title={`${title} ${name}?`}
      action={action}
      busy={isPending}
      error={error}
      onSubmit={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text fz="sm">{effect}</Text>
      <Textarea
        size="xs"
        label="Reason"
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ActorField />
    </FormDialog>
  );
}
