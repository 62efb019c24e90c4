import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { FormDialog } from "./FormDialog.js";

interface Props {
  title: string;
  /** What comes of it, and whether it can be undone. */
  children: ReactNode;
  action: string;
  busy: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once before something is taken away. */
export function ConfirmDialog({ title, children, action, busy, error, onConfirm, onClose }: Props) {
  return (
    <FormDialog
      title={title}
      action={action}
      danger
      busy={busy}
      error={error}
      onSubmit={onConfirm}
      onClose={onClose}
    >
      <Text fz="sm" style={{ overflowWrap: "anywhere" }}>
        {children}
      </Text>
    </FormDialog>
  );
}
