import { Button, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { Section } from "../../ui/Section.js";
import { AdminTabs } from "./AdminTabs.js";
import { adminQueries } from "./admin-queries.js";
import { DeliveryLog } from "./DeliveryLog.js";
import { WebhookDialog } from "./WebhookDialog.js";
import { WebhookTable } from "./WebhookTable.js";

const route = getRouteApi("/admin/webhooks");

/** Who is told of what happens here, and what was sent to them. */
export function WebhooksPage() {
  const { webhook: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const [creating, setCreating] = useState(false);
  const query = useInfiniteQuery(adminQueries.webhooks());
  return (
    <AdminTabs tab="webhooks">
      <Stack gap="lg">
        <Section
          title="Webhooks"
          beside={
            <Button leftSection={<IconPlus size={14} />} onClick={() => setCreating(true)}>
              New webhook
            </Button>
          }
        >
          <Loaded query={query}>
            {({ pages }) => {
              const webhooks = pages.flatMap((page) => page.webhooks);
              if (webhooks.length === 0) {
                return (
                  <EmptyState title="Nobody is told">
                    A webhook sends an HTTP request when a version is registered, promoted or rolled back, or
                    a run ends. Make one, and try it with an example.
                  </EmptyState>
                );
              }
              return (
                <>
                  <WebhookTable
                    webhooks={webhooks}
                    onOpen={(webhook) => void navigate({ search: { webhook }, replace: true })}
                  />
                  <LoadMore query={query} />
                  {webhooks
                    .filter(({ webhook_id }) => webhook_id === chosen)
                    .map((webhook) => (
                      <DeliveryLog key={webhook.webhook_id} webhook={webhook} />
                    ))}
                </>
              );
            }}
          </Loaded>
        </Section>
      </Stack>
      {creating && <WebhookDialog onClose={() => setCreating(false)} />}
    </AdminTabs>
  );
}
