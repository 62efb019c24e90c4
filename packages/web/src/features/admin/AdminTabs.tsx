import { Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PageHeader } from "../../ui/PageHeader.js";
import { PageTabs } from "../../ui/PageTabs.js";

const TABS = [
  ["server", "Server"],
  ["webhooks", "Webhooks"],
] as const;

type Tab = (typeof TABS)[number][0];

/** The head that the pages of the administration share. */
export function AdminTabs({ tab, children }: { tab: Tab; children: ReactNode }) {
  const navigate = useNavigate();
  return (
    <Stack gap="xs" maw={1180} w="100%">
      <PageHeader title="Administration" />
      <PageTabs<Tab>
        value={tab}
        tabs={TABS}
        onOpen={(next) => void navigate({ to: next === "server" ? "/admin/server" : "/admin/webhooks" })}
      >
        {children}
      </PageTabs>
    </Stack>
  );
}
