import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

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
    <Modal opened onClose={onClose} title={title} size="md">
      <Stack gap="md">
        <Text fz="sm" style={{ overflowWrap: "anywhere" }}>
          {children}
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
          <Button color="red" loading={busy} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
