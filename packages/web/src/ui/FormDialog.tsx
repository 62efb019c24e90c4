import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useFocusReturn } from "./use-focus-return.js";

interface Props {
  title: string;
  /** The fields, and what comes of them. The one to begin with has `data-autofocus`. */
  children: ReactNode;
  /** What the button says. */
  action: string;
  /** Whether something is taken away. */
  danger?: boolean;
  /** Whether what was entered is not whole yet. */
  incomplete?: boolean;
  busy: boolean;
  error: Error | null;
  onSubmit: () => void;
  onClose: () => void;
  size?: "md" | "lg";
}

/** Asks for something in a window of its own, and stays with the reason when the server refuses it. */
export function FormDialog(props: Props) {
  const { title, children, action, danger, incomplete, busy, error, onSubmit, onClose, size = "md" } = props;
  useFocusReturn();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={size}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {children}
          {error && (
            <Text
              fz="sm"
              c="var(--mantine-color-error)"
              role="alert"
              style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}
            >
              {error.message}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color={danger ? "red" : undefined} loading={busy} disabled={incomplete}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
