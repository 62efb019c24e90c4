import { Checkbox, Select, Text } from "@mantine/core";
import { type ModelVersion, STAGES } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../app/client.js";
import { FormDialog } from "../../ui/FormDialog.js";
import { useModelChange } from "../promotions/actions/use-model-change.js";
import { protectionQueries, ruleOf } from "../promotions/protection-queries.js";
import { ProtectedNote } from "./ProtectedNote.js";

const ACTIVE = ["Staging", "Production"];

/** Moves a version to another stage by MLflow's own call, which asks no gate. */
export function StageDialog({ version, onClose }: { version: ModelVersion; onClose: () => void }) {
  const { name, version: number, current_stage: now = "None" } = version;
  const [stage, setStage] = useState(now);
  const [archive, setArchive] = useState(true);
  const rules = useQuery(protectionQueries.ofModel(name));
  const rule = ruleOf(rules.data, { stage }) ?? ruleOf(rules.data, { stage: now });
  const active = ACTIVE.includes(stage);
  const { mutate, isPending, error } = useModelChange(() =>
    client.modelVersions.transitionStage({
      name,
      version: number,
      stage,
      archive_existing_versions: active && archive,
    }),
  );
  return (
    <FormDialog
      title={`Stage of version ${number}`}
      action={`Move to ${stage}`}
      incomplete={stage === now || rule !== undefined}
      busy={isPending}
      error={error}
      onSubmit={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Select
        size="xs"
        label="Stage"
        allowDeselect={false}
        data-autofocus
        data={[...STAGES]}
        value={stage}
        onChange={(next) => setStage(next ?? now)}
      />
      {active && (
        <Checkbox
          size="xs"
          label={`Archive what is in ${stage} now`}
          checked={archive}
          onChange={(event) => setArchive(event.currentTarget.checked)}
        />
      )}
      {rule ? (
        <ProtectedNote rule={rule} />
      ) : (
        <Text fz="sm">
          This is MLflow’s own call: no gate is asked and no evidence kept, and the history says so. Whoever
          loads the model by its stage gets what is there then.
        </Text>
      )}
    </FormDialog>
  );
}
