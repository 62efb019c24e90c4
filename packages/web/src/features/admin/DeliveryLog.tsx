import type { Webhook } from "@slipway/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState } from "../../ui/EmptyState.js";
import { Loaded } from "../../ui/Loaded.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { Section } from "../../ui/Section.js";
import { adminQueries } from "./admin-queries.js";
import { DeliveryTable } from "./DeliveryTable.js";

/** What was sent to a webhook, newest first. */
export function DeliveryLog({ webhook }: { webhook: Webhook }) {
  const query = useInfiniteQuery(adminQueries.deliveries(webhook.webhook_id));
  return (
    <Section title={`Deliveries to ${webhook.name}`}>
      <Loaded query={query} lines={3}>
        {({ pages }) => {
          const deliveries = pages.flatMap((page) => page.deliveries);
          if (deliveries.length === 0) {
            return (
              <EmptyState title="Nothing was sent yet">
                None of its events has happened since it is there. “Send an example” tries it.
              </EmptyState>
            );
          }
          return (
            <>
              <DeliveryTable deliveries={deliveries} />
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
