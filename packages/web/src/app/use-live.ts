import { endpoints } from "@slipway/contract";
import { addressOf } from "@slipway/sdk/client";
import { type Query, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followChanges } from "./follow-changes.js";
import { pacedRefresh } from "./paced-refresh.js";
import { staticPrefix } from "./static-prefix.js";

/** What a page shows, by its id or name. */
export type Subject = { run: string } | { experiment: string } | { model: string };

/** Each subject takes one of the six connections that browsers allow to a server. */
const MOST = 3;

/**
 * Keeps what a page shows as new as the server has it, without a reload: the queries of the page are repeated when the
 * server says that one of the subjects has changed. The files of runs are left out, because the server is not told of them.
 */
export function useLive(...subjects: readonly Subject[]): void {
  const queries = useQueryClient();
  const addresses = subjects.slice(0, MOST).map(addressOfEvents).join("\n");
  useEffect(() => {
    const refresh = pacedRefresh(queries, isShown);
    const following = {
      refresh: () => void refresh(),
      refreshOlder: (time: number) => void refresh(({ state }) => state.dataUpdatedAt < time),
    };
    const ends = addresses
      .split("\n")
      .filter((address) => address !== "")
      .map((address) => followChanges(staticPrefix + address, following));
    return () => {
      for (const end of ends) end();
    };
  }, [queries, addresses]);
}

/** A list that somebody has scrolled so far through is not asked for again from its beginning. */
const MOST_PAGES = 3;

/** What failed says so until somebody tries again. */
const isShown = ({ queryKey: [kind], state: { data } }: Query) =>
  kind !== "artifacts" && data !== undefined && pagesOf(data) <= MOST_PAGES;

const pagesOf = (data: unknown): number =>
  typeof data === "object" && data !== null && "pages" in data && Array.isArray(data.pages)
    ? data.pages.length
    : 1;

function addressOfEvents(subject: Subject): string {
  const { ofRun, ofExperiment, ofModel } = endpoints.events;
  if ("run" in subject) return addressOf(ofRun, { run_id: subject.run }, "ajax-api");
  if ("model" in subject) return addressOf(ofModel, { name: subject.model }, "ajax-api");
  return addressOf(ofExperiment, { experiment_id: subject.experiment }, "ajax-api");
}
