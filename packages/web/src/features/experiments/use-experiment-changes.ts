import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { experimentQueries } from "./experiment-queries.js";

/** A change to the experiments, after which their lists are asked for again. */
function useChange<Input>(change: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: experimentQueries.all }),
  });
}

export const useCreateExperiment = () => useChange((name: string) => client.experiments.create({ name }));

export const useRenameExperiment = (experimentId: string) =>
  useChange((name: string) => client.experiments.update({ experiment_id: experimentId, new_name: name }));

export const useDeleteExperiment = (experimentId: string) =>
  useChange(() => client.experiments.delete({ experiment_id: experimentId }));

export const useRestoreExperiment = (experimentId: string) =>
  useChange(() => client.experiments.restore({ experiment_id: experimentId }));
