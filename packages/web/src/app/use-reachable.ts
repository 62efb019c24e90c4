import { ConnectionError } from "@slipway/sdk/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { client } from "./client.js";

/** How long to wait between two looks whether the server is back, in milliseconds. */
const PAUSE = 1000;

/**
 * Whether the server answers. Once a query finds that it does not, it is asked again and again, and when it is back
 * the page is refreshed.
 */
export function useReachable(): boolean {
  const queries = useQueryClient();
  const [reachable, setReachable] = useState(true);
  useEffect(
    () =>
      queries.getQueryCache().subscribe((event) => {
        if (event.type !== "updated") return;
        const { action } = event;
        if ((action.type === "failed" || action.type === "error") && isSilence(action.error))
          setReachable(false);
      }),
    [queries],
  );
  useEffect(() => {
    if (reachable) return;
    const stop = new AbortController();
    const look = async () => {
      while (!stop.signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        const answers = await client.server.health({}, { signal: stop.signal }).then(
          () => true,
          (error: unknown) => !isSilence(error),
        );
        if (!answers || stop.signal.aborted) continue;
        // Told first, because failures that are still to be seen tell of the time before.
        await queries.invalidateQueries();
        setReachable(true);
        return;
      }
    };
    void look();
    return () => stop.abort();
  }, [queries, reachable]);
  return reachable;
}

/** Whether nothing answered at all. */
const isSilence = (error: unknown): boolean => error instanceof ConnectionError && error.status === undefined;
