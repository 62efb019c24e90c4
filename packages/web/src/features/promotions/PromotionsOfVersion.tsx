import { useInfiniteQuery } from "@tanstack/react-query";
import { Section } from "../../ui/Section.js";
import { PromotionTable } from "./PromotionTable.js";
import { promotionQueries } from "./promotion-queries.js";

/** When a version became, and ceased to be, what is served; nothing when it never was. */
export function PromotionsOfVersion({ name, version }: { name: string; version: string }) {
  const { data } = useInfiniteQuery(promotionQueries.ofModel(name));
  const concerned = (data?.pages ?? [])
    .flatMap((page) => page?.promotions ?? [])
    .filter((entry) => entry.version === version || entry.previous_version === version);
  if (concerned.length === 0) return null;
  return (
    <Section title="Promotions">
      <PromotionTable promotions={concerned} />
    </Section>
  );
}
