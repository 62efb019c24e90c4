import { Button, Group, Text } from "@mantine/core";
import { IconArrowBackUp, IconColumns, IconTag, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ConfirmDialog } from "../../ui/ConfirmDialog.js";
import classes from "./RunsPage.module.css";
import { TagDialog } from "./TagDialog.js";
import { useDeleteRuns, useRestoreRuns } from "./use-run-changes.js";

interface Props {
  runIds: readonly string[];
  /** Whether only deleted runs are listed. */
  deleted: boolean;
  onClear: () => void;
}

/** What can be done with the runs that are chosen. */
export function SelectionBar({ runIds, deleted, onClear }: Props) {
  const [dialog, setDialog] = useState<"delete" | "tag">();
  const close = () => setDialog(undefined);
  const remove = useDeleteRuns();
  const restore = useRestoreRuns();
  const done = () => {
    close();
    onClear();
  };
  const what = runIds.length === 1 ? "1 run" : `${runIds.length.toLocaleString("en-US")} runs`;
  return (
    <Group className={classes.selection} gap="xs" role="region" aria-label="Selected runs">
      <Text fz="sm" fw={500} role="status">
        {what} selected
      </Text>
      <Button
        leftSection={<IconColumns size={14} />}
        disabled={runIds.length < 2}
        renderRoot={(props) => <Link {...props} to="/compare" search={{ runs: [...runIds] }} />}
      >
        Compare
      </Button>
      <Button variant="default" leftSection={<IconTag size={14} />} onClick={() => setDialog("tag")}>
        Tag
      </Button>
      {deleted ? (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          loading={restore.isPending}
          onClick={() => restore.mutate({ runIds, input: undefined }, { onSuccess: done })}
        >
          Restore
        </Button>
      ) : (
        <Button variant="default" leftSection={<IconTrash size={14} />} onClick={() => setDialog("delete")}>
          Delete
        </Button>
      )}
      <Button variant="subtle" onClick={onClear}>
        Clear selection
      </Button>
      {dialog === "delete" && (
        <ConfirmDialog
          title={`Delete ${what}?`}
          action="Delete"
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate({ runIds, input: undefined }, { onSuccess: done })}
          onClose={close}
        >
          They will no longer be listed. They can be restored from the list of deleted runs until they are
          removed for good.
        </ConfirmDialog>
      )}
      {dialog === "tag" && <TagDialog runIds={runIds} what={what} onClose={close} />}
    </Group>
  );
}
