import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState } from "../../ui/EmptyState.js";
import { ErrorState } from "../../ui/ErrorState.js";
import { LoadMore } from "../../ui/LoadMore.js";
import { Section } from "../../ui/Section.js";
import { PromotionTable } from "./PromotionTable.js";
import { promotionQueries } from "./promotion-queries.js";

/** Who promoted what, when and on which evidence; nothing on a server that does not keep it. */
export function PromotionHistory({ name }: { name: string }) {
  const query = useInfiniteQuery(promotionQueries.ofModel(name));
  if (query.error && !query.data) {
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  }
  const pages = query.data?.pages.flatMap((page) => page ?? []) ?? [];
  if (pages.length === 0) return null;
  const promotions = pages.flatMap((page) => page.promotions);
  return (
    <Section title="Promotions">
      {promotions.length === 0 ? (
        <EmptyState title="Nothing was promoted yet">
          <code>slipway release</code> promotes a version when it passes its gates.
        </EmptyState>
      ) : (
        <PromotionTable promotions={promotions} />
      )}
      <LoadMore query={query} />
    </Section>
  );
}
