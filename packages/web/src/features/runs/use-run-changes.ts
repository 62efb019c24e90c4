import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { runQueries } from "./run-queries.js";

/** At most so many runs are changed at the same time. */
const AT_ONCE = 8;

/** A change to each of some runs, after which they are asked for again. Ends with the first error. */
function useChangeOfEach<Input>(change: (runId: string, input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ runIds, input }: { runIds: readonly string[]; input: Input }) => {
      const left = [...runIds];
      const worker = async () => {
        for (let runId = left.shift(); runId !== undefined; runId = left.shift()) await change(runId, input);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: runQueries.all }),
  });
}

export const useDeleteRuns = () =>
  useChangeOfEach((run_id: string, _: undefined) => client.runs.delete({ run_id }));

export const useRestoreRuns = () =>
  useChangeOfEach((run_id: string, _: undefined) => client.runs.restore({ run_id }));

export const useTagRuns = () =>
  useChangeOfEach((run_id: string, tag: { key: string; value: string }) =>
    client.runs.setTag({ run_id, ...tag }),
  );
