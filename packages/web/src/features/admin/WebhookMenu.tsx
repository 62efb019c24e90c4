import { ActionIcon, Menu } from "@mantine/core";
import type { Webhook } from "@slipway/contract";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { client } from "../../app/client.js";
import { ConfirmDialog } from "../../ui/ConfirmDialog.js";
import { TestDialog } from "./TestDialog.js";
import { useWebhookChange } from "./use-webhook-change.js";
import { WebhookDialog } from "./WebhookDialog.js";

/** What can be done with one webhook. */
export function WebhookMenu({ webhook }: { webhook: Webhook }) {
  const [dialog, setDialog] = useState<"edit" | "test" | "delete">();
  const close = () => setDialog(undefined);
  const remove = useWebhookChange(() => client.webhooks.delete({ webhook_id: webhook.webhook_id }));
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size="md" variant="subtle" color="gray" aria-label={`Actions for ${webhook.name}`}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDialog("test")}>Send an example…</Menu.Item>
          <Menu.Item onClick={() => setDialog("edit")}>Edit…</Menu.Item>
          <Menu.Item color="red" onClick={() => setDialog("delete")}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === "edit" && <WebhookDialog webhook={webhook} onClose={close} />}
      {dialog === "test" && <TestDialog webhook={webhook} onClose={close} />}
      {dialog === "delete" && (
        <ConfirmDialog
          title={`Delete ${webhook.name}?`}
          action="Delete"
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(undefined, { onSuccess: close })}
          onClose={close}
        >
          {webhook.url} is told nothing any more, and the log of what was sent to it is gone. This cannot be
          undone; switch it off to keep it.
        </ConfirmDialog>
      )}
    </>
  );
}
