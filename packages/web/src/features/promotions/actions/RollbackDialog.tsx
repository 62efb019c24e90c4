import { Select, Text, Textarea } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../../app/client.js";
import { FormDialog } from "../../../ui/FormDialog.js";
import { modelVersionQueries } from "../../model-versions/model-version-queries.js";
import { ActorField, useActor } from "./ActorField.js";
import type { Champion } from "./champion.js";
import { useModelChange } from "./use-model-change.js";

interface Props {
  name: string;
  champion: Champion;
  onClose: () => void;
}

/** Asks once before a model goes back to a version that was champion before. */
export function RollbackDialog({ name, champion, onClose }: Props) {
  const [version, setVersion] = useState("");
  const [reason, setReason] = useState("");
  const [actor] = useActor();
  const query = useInfiniteQuery(modelVersionQueries.ofModel(name));
  const others = (query.data?.pages ?? [])
    .flatMap((page) => page.model_versions)
    .filter((one) => one.status === "READY" && one.version !== champion.version)
    .map((one) => ({ value: one.version, label: `Version ${one.version}` }));
  const { mutate, isPending, error } = useModelChange(() =>
    client.promotions.create({
      name,
      action: "rollback",
      version: version || undefined,
      expected_champion: champion.version ?? "",
      reason: reason.trim(),
      actor: actor.trim() || undefined,
    }),
  );
  const target = version ? `Version ${version}` : "The champion before";
  return (
    <FormDialog
      title={`Roll ${name} back?`}
      action="Roll back"
      danger
      incomplete={reason.trim() === ""}
      busy={isPending}
      error={error}
      onSubmit={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Select
        size="xs"
        label="Back to"
        allowDeselect={false}
        data={[{ value: "", label: "The champion before" }, ...others]}
        value={version}
        onChange={(next) => setVersion(next ?? "")}
      />
      <Textarea
        size="xs"
        label="Reason"
        required
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ActorField />
      <Text fz="sm">
        {target} takes {champion.place || "its place"} at once
        {champion.version && `, from version ${champion.version}`}. Whoever loads the model by stage or alias
        gets it with the next load. Releases then decide and report, but promote nothing until they are
        resumed.
      </Text>
    </FormDialog>
  );
}
