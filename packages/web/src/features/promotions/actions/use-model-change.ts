import { useMutation, useQueryClient } from "@tanstack/react-query";

/** What is asked for again after a change to a model. */
const TOUCHED = new Set(["promotions", "protections", "registered-models", "model-versions"]);

/** A change to a model, its versions or its rules, after which all that is shown of models is asked for again. */
export function useModelChange<Input = void>(change: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      queries.invalidateQueries({ predicate: ({ queryKey: [kind] }) => TOUCHED.has(String(kind)) }),
  });
}
