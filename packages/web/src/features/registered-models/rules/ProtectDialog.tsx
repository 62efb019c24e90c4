import { Checkbox, Select, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { client } from "../../../app/client.js";
import { FormDialog } from "../../../ui/FormDialog.js";
import { ActorField, useActor } from "../../promotions/actions/ActorField.js";
import { useModelChange } from "../../promotions/actions/use-model-change.js";

const STAGES = ["Production", "Staging"];

/** Makes the rule that only decisions move a stage or an alias, or puts another one in its place. */
export function ProtectDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const [kind, setKind] = useState<string>("Production");
  const [alias, setAlias] = useState("champion");
  const [publicKey, setPublicKey] = useState("");
  const [allowForce, setAllowForce] = useState(false);
  const [reason, setReason] = useState("");
  const [actor] = useActor();
  const byAlias = kind === "alias";
  const { mutate, isPending, error } = useModelChange(() =>
    client.protections.set({
      name,
      ...(byAlias ? { alias: alias.trim().replace(/^@/, "") } : { stage: kind }),
      public_key: publicKey.trim() || undefined,
      allow_force: allowForce,
      reason: reason.trim() || undefined,
      actor: actor.trim() || undefined,
    }),
  );
  return (
    <FormDialog
      title={`Protect a place of ${name}`}
      action="Protect"
      size="lg"
      incomplete={byAlias && alias.trim() === ""}
      busy={isPending}
      error={error}
      onSubmit={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Select
        size="xs"
        label="What is protected"
        allowDeselect={false}
        data-autofocus
        data={[
          ...STAGES.map((value) => ({ value, label: `Stage ${value}` })),
          { value: "alias", label: "An alias" },
        ]}
        value={kind}
        onChange={(next) => setKind(next ?? "Production")}
      />
      {byAlias && (
        <TextInput label="Alias" value={alias} onChange={(event) => setAlias(event.currentTarget.value)} />
      )}
      <Textarea
        size="xs"
        label="Public key (PEM)"
        description="Decisions must be signed with its private key, which never comes here. Without a key the rule keeps off mistakes only."
        placeholder="-----BEGIN PUBLIC KEY-----"
        autosize
        minRows={3}
        maxRows={8}
        value={publicKey}
        onChange={(event) => setPublicKey(event.currentTarget.value)}
      />
      <Checkbox
        size="xs"
        label="A release that is forced in spite of its gates may move it, too"
        checked={allowForce}
        onChange={(event) => setAllowForce(event.currentTarget.checked)}
      />
      <TextInput label="Reason" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <ActorField />
      <Text fz="sm">
        From then on MLflow’s own calls do not move it, from whichever client: only a release that passes its
        gates, or a rollback. A rule that is there already is replaced.
      </Text>
    </FormDialog>
  );
}
