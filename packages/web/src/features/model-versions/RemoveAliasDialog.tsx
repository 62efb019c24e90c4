import type { ModelVersion } from "@slipway/contract";
import { client } from "../../app/client.js";
import { ConfirmDialog } from "../../ui/ConfirmDialog.js";
import { useModelChange } from "../promotions/actions/use-model-change.js";

interface Props {
  version: ModelVersion;
  alias: string;
  onClose: () => void;
}

/** Asks once before a version loses an alias. */
export function RemoveAliasDialog({ version: { name }, alias, onClose }: Props) {
  const { mutate, isPending, error } = useModelChange(() =>
    client.registeredModels.deleteAlias({ name, alias }),
  );
  return (
    <ConfirmDialog
      title={`Remove @${alias}?`}
      action="Remove"
      busy={isPending}
      error={error}
      onConfirm={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      Whoever loads the model as “models:/{name}@{alias}” finds none until the alias is set again.
    </ConfirmDialog>
  );
}
