import { ActionIcon, Menu } from "@mantine/core";
import type { Experiment } from "@slipway/contract";
import { IconArrowBackUp, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { DeleteDialog } from "./DeleteDialog.js";
import { NameDialog } from "./NameDialog.js";
import { useRenameExperiment, useRestoreExperiment } from "./use-experiment-changes.js";

/** What can be done with one experiment. */
export function ExperimentMenu({ experiment }: { experiment: Experiment }) {
  const [dialog, setDialog] = useState<"rename" | "delete">();
  const close = () => setDialog(undefined);
  const rename = useRenameExperiment(experiment.experiment_id);
  const restore = useRestoreExperiment(experiment.experiment_id);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={`Actions for ${experiment.name}`}
            loading={restore.isPending}
          >
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {experiment.lifecycle_stage === "deleted" ? (
            <Menu.Item leftSection={<IconArrowBackUp size={14} />} onClick={() => restore.mutate(undefined)}>
              Restore
            </Menu.Item>
          ) : (
            <>
              <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setDialog("rename")}>
                Rename
              </Menu.Item>
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={14} />}
                onClick={() => setDialog("delete")}
              >
                Delete
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === "rename" && (
        <NameDialog
          title="Rename this experiment"
          action="Rename"
          name={experiment.name}
          busy={rename.isPending}
          error={rename.error}
          onSubmit={(name) => rename.mutate(name, { onSuccess: close })}
          onClose={close}
        />
      )}
      {dialog === "delete" && <DeleteDialog experiment={experiment} onClose={close} />}
    </>
  );
}
