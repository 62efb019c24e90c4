import { Anchor, Text, Textarea, TextInput } from "@mantine/core";
import { ApiError, type Decision } from "@slipway/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../../app/client.js";
import { type Fact, Facts } from "../../../ui/Facts.js";
import { FormDialog } from "../../../ui/FormDialog.js";
import { promotionQueries } from "../promotion-queries.js";
import { placeText, type Standing } from "./decision-standing.js";
import { promotionOf } from "./promotion-of.js";

interface Props {
  decision: Decision;
  standing: Standing;
  /** In spite of the gates, for a reason. */
  force: boolean;
  /** Why it takes force. */
  why: string | undefined;
  onClose: () => void;
}

/** Asks once, says what comes of it, and carries a decision out. */
export function PromoteDialog({ decision, standing, force, why, onClose }: Props) {
  const [reason, setReason] = useState("");
  const [actor, setActor] = useState("");
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: promotionQueries.all(decision.model) }),
      queries.invalidateQueries({ queryKey: ["model-versions"] }),
      queries.invalidateQueries({ queryKey: ["registered-models"] }),
    ]);
  const promote = useMutation({
    mutationFn: () => client.promotions.create(promotionOf(decision, standing, { force, reason, actor })),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const { error } = promote;
  const overtaken = error instanceof ApiError && error.code === "RESOURCE_CONFLICT";
  const lookAgain = async () => {
    await refresh();
    onClose();
  };
  return (
    <FormDialog
      title={force ? `Force ${decision.model} in spite of the gates` : `Promote ${decision.model}`}
      action={force ? "Force" : "Promote"}
      danger={force}
      incomplete={force && reason.trim() === ""}
      busy={promote.isPending}
      error={error}
      onSubmit={() => promote.mutate()}
      onClose={onClose}
      size="lg"
    >
      {why && <Text fz="sm">{why} It can be promoted all the same, on record.</Text>}
      <Facts facts={factsOf(decision, standing)} />
      {force && (
        <Textarea
          label="Reason"
          description="It stays in the model’s history, with what the gates said."
          required
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="Your name"
        description="Goes on record as you give it; nobody checks it."
        value={actor}
        maxLength={256}
        onChange={(event) => setActor(event.currentTarget.value)}
      />
      {overtaken && (
        <Anchor component="button" type="button" fz="sm" ta="left" onClick={() => void lookAgain()}>
          Look again at how things are now
        </Anchor>
      )}
    </FormDialog>
  );
}

function factsOf(decision: Decision, { champion, place, versions, onHold }: Standing): Fact[] {
  const [known] = versions;
  return [
    ["Model", decision.model],
    [
      "Version",
      known ? `version ${known.version}, registered already` : "a new one, from the candidate’s run",
    ],
    ["Goes to", placeText(place)],
    ["In use now", champion === undefined ? "nothing" : `version ${champion}`],
    [
      "Then",
      champion === undefined
        ? "this is the first version in use"
        : `version ${champion} is ${place.stage ? "archived" : "no longer in use"}; rollback goes back to it`,
    ],
    ["Hold", onHold && "releases are on hold; a forced promotion goes ahead all the same"],
  ];
}
