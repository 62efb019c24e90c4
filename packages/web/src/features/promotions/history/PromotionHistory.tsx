import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Loaded } from "../../../ui/Loaded.js";
import { LoadMore } from "../../../ui/LoadMore.js";
import { Section } from "../../../ui/Section.js";
import { PromotionTable } from "../PromotionTable.js";
import { promotionQueries } from "../promotion-queries.js";

/** Every entry of a model's history: what was done, by whom, from which commit, on which evidence. */
export function PromotionHistory({ name, beside }: { name: string; beside: ReactNode }) {
  const query = useInfiniteQuery(promotionQueries.ofModel(name));
  return (
    <Section title="Every change" beside={beside}>
      <Loaded query={query}>
        {({ pages }) => (
          <>
            <PromotionTable promotions={pages.flatMap((page) => page?.promotions ?? [])} />
            <LoadMore query={query} />
          </>
        )}
      </Loaded>
    </Section>
  );
}
