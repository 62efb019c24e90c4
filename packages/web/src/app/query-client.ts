import { ApiError } from "@slipway/contract";
import { QueryClient } from "@tanstack/react-query";

/**
 * Answers are fresh for a few seconds; what the server refuses is not asked again. Whether the machine has a network is
 * of no matter: the server may be on it.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 5_000,
      // The client itself repeats what is worth repeating.
      retry: (failures, error) => !(error instanceof ApiError) && failures < 1,
    },
  },
});
