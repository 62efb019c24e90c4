import { ApiError } from "@slipway/contract";
import { QueryClient } from "@tanstack/react-query";

/** Answers are fresh for a few seconds; what the server refuses is not asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // The client itself repeats what is worth repeating.
      retry: (failures, error) => !(error instanceof ApiError) && failures < 1,
    },
  },
});
