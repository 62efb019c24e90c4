import { Code, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Notice } from "../../ui/Notice.js";
import { promotionQueries } from "./promotion-queries.js";

/** Says that a model's releases are on hold, why, and how to go on; nothing otherwise. */
export function HoldBanner({ name }: { name: string }) {
  const { data } = useInfiniteQuery(promotionQueries.ofModel(name));
  const newest = data?.pages[0];
  if (!newest?.on_hold) return null;
  const since = newest.promotions.find(({ action }) => action === "rollback" || action === "hold");
  return (
    <Notice kind="hold" title="Releases are on hold">
      {since?.reason && <Text fz="sm">“{since.reason}”</Text>}
      Releases decide and report, but promote nothing until someone runs{" "}
      <Code>{`slipway models resume ${/^[\w.-]+$/.test(name) ? name : JSON.stringify(name)}`}</Code>.
    </Notice>
  );
}
