import { Text, TextInput } from "@mantine/core";
import type { ModelVersion } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../app/client.js";
import { FormDialog } from "../../ui/FormDialog.js";
import { useModelChange } from "../promotions/actions/use-model-change.js";
import { protectionQueries, ruleOf } from "../promotions/protection-queries.js";
import { registeredModelQueries } from "../registered-models/registered-model-queries.js";
import { ProtectedNote } from "./ProtectedNote.js";

/** Gives an alias to a version by MLflow's own call, which asks no gate. */
export function AliasDialog({ version, onClose }: { version: ModelVersion; onClose: () => void }) {
  const { name, version: number } = version;
  const [text, setText] = useState("");
  const alias = text.trim().replace(/^@/, "");
  const model = useQuery(registeredModelQueries.one(name));
  const rules = useQuery(protectionQueries.ofModel(name));
  const bearer = model.data?.aliases.find((one) => one.alias === alias)?.version;
  const rule = ruleOf(rules.data, { alias });
  const { mutate, isPending, error } = useModelChange(() =>
    client.registeredModels.setAlias({ name, alias, version: number }),
  );
  return (
    <FormDialog
      title={`Alias of version ${number}`}
      action={bearer && bearer !== number ? `Take it from version ${bearer}` : "Set alias"}
      incomplete={alias === "" || bearer === number || rule !== undefined}
      busy={isPending}
      error={error}
      onSubmit={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        label="Alias"
        placeholder="champion"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      {rule ? (
        <ProtectedNote rule={rule} />
      ) : (
        <Text fz="sm">
          This is MLflow’s own call: no gate is asked and no evidence kept, and the history says so.
          {bearer &&
            bearer !== number &&
            ` Whoever loads @${alias} gets this version instead of version ${bearer}.`}
        </Text>
      )}
    </FormDialog>
  );
}
