import { Button, Group, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Notice } from "../../ui/Notice.js";
import { HoldDialog } from "./actions/HoldDialog.js";
import { promotionQueries } from "./promotion-queries.js";

/** Says that a model's releases are on hold and why, and lets them go on; nothing otherwise. */
export function HoldBanner({ name }: { name: string }) {
  const [asking, setAsking] = useState(false);
  const { data } = useInfiniteQuery(promotionQueries.ofModel(name));
  const newest = data?.pages[0];
  if (!newest?.on_hold) return null;
  const since = newest.promotions.find(({ action }) => action === "rollback" || action === "hold");
  return (
    <Notice kind="hold" title="Releases are on hold">
      <Group justify="space-between" gap="xs">
        <div>
          {since?.reason && <Text fz="sm">“{since.reason}”</Text>}
          Releases decide and report, but promote nothing until they are resumed.
        </div>
        <Button variant="default" onClick={() => setAsking(true)}>
          Resume releases
        </Button>
      </Group>
      {asking && <HoldDialog name={name} what="resume" onClose={() => setAsking(false)} />}
    </Notice>
  );
}
