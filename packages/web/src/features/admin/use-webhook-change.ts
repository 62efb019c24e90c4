import { useMutation, useQueryClient } from "@tanstack/react-query";

/** A change to the webhooks or what is sent to them, after which they are asked for again. */
export function useWebhookChange<Input = void, Result = unknown>(change: (input: Input) => Promise<Result>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["webhooks"] }),
  });
}
