import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { readRange } from "../artifacts/artifact-queries.js";
import { type LogPart, readBack, readOn } from "./log-part.js";

const FOLDER = "slipway";
const PATH = "slipway/output.log";

/**
 * What a training command printed: at first its end, then what is added to it, and what came before when asked for.
 * @param refresh how often to look for more, in milliseconds
 */
export function useRunLog(runId: string, refresh: number | false) {
  const queries = useQueryClient();
  // Apart from what else is known of runs, which is asked for anew while this is paused.
  const queryKey = ["run-log", runId];
  const read = (signal?: AbortSignal) => (range: readonly [number, number]) =>
    readRange({ runId }, PATH, range, signal);
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<LogPart> => {
      const { files } = await client.artifacts.list({ run_id: runId, path: FOLDER }, { signal });
      const size = Number(files.find(({ path }) => path === PATH)?.file_size ?? 0);
      return readOn(queries.getQueryData(queryKey), size, read(signal));
    },
    refetchInterval: refresh,
  });
  const earlier = useMutation({
    mutationFn: async (part: LogPart) => queries.setQueryData(queryKey, await readBack(part, read())),
  });
  return { query, earlier };
}
