import { Stack } from "@mantine/core";
import type { Promotion } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "../../../ui/EmptyState.js";
import { Loaded } from "../../../ui/Loaded.js";
import type { Place } from "../promotion-queries.js";
import { promotionQueries } from "../promotion-queries.js";
import { ChainCheck } from "./ChainCheck.js";
import { HeldTable } from "./HeldTable.js";
import { HistoryControls } from "./HistoryControls.js";
import { type HistorySearch, RANGES } from "./history-search.js";
import { readMoment, writeMoment } from "./moment.js";
import { originOf } from "./origin.js";
import { PromotionHistory } from "./PromotionHistory.js";
import { Timeline } from "./Timeline.js";
import { TimelineLegend } from "./TimelineLegend.js";
import { holdsOf, type Lane, lanesOf } from "./timeline.js";

interface Props {
  name: string;
  search: HistorySearch;
  onChange: (part: HistorySearch) => void;
}

/** Who held what when: drawn over time, asked for a moment, and entry by entry. */
export function HistoryView({ name, search, onChange }: Props) {
  const query = useQuery(promotionQueries.whole(name));
  return (
    <Loaded query={query}>
      {(entries) =>
        entries === null ? (
          <EmptyState title="No history here">
            This server keeps none. A Slipway server records who moved what, when and why.
          </EmptyState>
        ) : entries.length === 0 ? (
          <EmptyState title="Nothing was promoted yet">
            <code>slipway release</code> promotes a version when it passes its gates. From then on every
            change of a stage or an alias is on record here.
          </EmptyState>
        ) : (
          <WholeHistory
            name={name}
            entries={entries}
            now={query.dataUpdatedAt}
            search={search}
            onChange={onChange}
          />
        )
      }
    </Loaded>
  );
}

function WholeHistory({
  name,
  entries,
  now,
  search,
  onChange,
}: Props & { entries: readonly Promotion[]; now: number }) {
  const lanes = lanesOf(entries);
  const at = readMoment(search.at);
  const range = RANGES[search.range ?? "all"];
  const first = Number(entries.at(-1)?.created_at ?? now);
  const from = range === undefined ? first : now - range;
  const origins = new Set(lanes.flatMap(({ rows }) => rows.flat().map(({ began }) => originOf(began))));
  return (
    <Stack gap="lg">
      <Stack gap="sm">
        <HistoryControls search={search} at={at} onChange={onChange} />
        <Timeline
          lanes={lanes}
          holds={holdsOf(entries)}
          from={from}
          to={Math.max(now, from + 1)}
          at={at ?? now}
          onPick={(time) => onChange({ at: writeMoment(time) })}
        />
        <TimelineLegend origins={origins} />
      </Stack>
      <HeldTable name={name} time={at ?? now} now={at === undefined} places={lanes.map(toPlace)} />
      <PromotionHistory name={name} beside={<ChainCheck name={name} />} />
    </Stack>
  );
}

const toPlace = ({ stage, alias = "" }: Lane): Place => (stage ? { stage } : { alias });
