import type { Experiment } from "@slipway/contract";
import { ConfirmDialog } from "../../ui/ConfirmDialog.js";
import { useDeleteExperiment } from "./use-experiment-changes.js";

/** Asks once before an experiment is deleted. */
export function DeleteDialog({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const { mutate, isPending, error } = useDeleteExperiment(experiment.experiment_id);
  return (
    <ConfirmDialog
      title="Delete this experiment?"
      action="Delete"
      busy={isPending}
      error={error}
      onConfirm={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      “{experiment.name}” and its runs will no longer be listed. It can be restored from the list of deleted
      experiments.
    </ConfirmDialog>
  );
}
