import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { NameDialog } from "./NameDialog.js";
import { useCreateExperiment } from "./use-experiment-changes.js";

/** The button that makes an experiment. */
export function CreateExperiment() {
  const [open, setOpen] = useState(false);
  const { mutate, isPending, error, reset } = useCreateExperiment();
  const close = () => {
    setOpen(false);
    reset();
  };
  return (
    <>
      <Button leftSection={<IconPlus size={14} />} onClick={() => setOpen(true)}>
        New experiment
      </Button>
      {open && (
        <NameDialog
          title="New experiment"
          action="Create"
          busy={isPending}
          error={error}
          onSubmit={(name) => mutate(name, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}
