import { Text, TextInput } from "@mantine/core";
import type { Protection } from "@slipway/contract";
import { useState } from "react";
import { client } from "../../../app/client.js";
import { FormDialog } from "../../../ui/FormDialog.js";
import { ActorField, useActor } from "../../promotions/actions/ActorField.js";
import { useModelChange } from "../../promotions/actions/use-model-change.js";
import { placeName } from "../../promotions/history/timeline.js";

/** Asks once before a rule is lifted. */
export function UnprotectDialog({ rule, onClose }: { rule: Protection; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [actor] = useActor();
  const { name, stage, alias } = rule;
  const { mutate, isPending, error } = useModelChange(() =>
    client.protections.remove({
      name,
      stage,
      alias,
      reason: reason.trim(),
      actor: actor.trim() || undefined,
    }),
  );
  return (
    <FormDialog
      title={`Lift the rule about ${placeName(rule)}?`}
      action="Lift the rule"
      danger
      incomplete={reason.trim() === ""}
      busy={isPending}
      error={error}
      onSubmit={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text fz="sm">
        Any client may then move {placeName(rule)} of {name}, without a decision. What stands there stays. The
        history keeps who lifted the rule and why.
      </Text>
      <TextInput
        label="Reason"
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ActorField />
    </FormDialog>
  );
}
