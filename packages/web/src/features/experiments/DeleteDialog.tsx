import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { Experiment } from "@slipway/contract";
import { useDeleteExperiment } from "./use-experiment-changes.js";

/** Asks once before an experiment is deleted. */
export function DeleteDialog({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const { mutate, isPending, error } = useDeleteExperiment(experiment.experiment_id);
  return (
    <Modal opened onClose={onClose} title="Delete this experiment?" size="md">
      <Stack gap="md">
        <Text fz="sm" style={{ overflowWrap: "anywhere" }}>
          “{experiment.name}” and its runs will no longer be listed. It can be restored from the list of
          deleted experiments.
        </Text>
        {error && (
          <Text fz="sm" c="var(--mantine-color-error)" role="alert">
            {error.message}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color="red" loading={isPending} onClick={() => mutate(undefined, { onSuccess: onClose })}>
            Delete
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
