import { ApiError } from "@slipway/contract";
import type { ReactNode } from "react";
import { ErrorState } from "./ErrorState.js";
import { LoadingState } from "./LoadingState.js";
import { NotFound } from "./NotFound.js";

/** The part of a query's result that decides what is shown. */
interface Query<Data> {
  data: Data | undefined;
  error: Error | null;
  refetch: () => unknown;
}

interface Props<Data> {
  query: Query<Data>;
  /** Lines of the placeholder. */
  lines?: number;
  children: (data: Data) => ReactNode;
}

/** Content once its query has answered; until then, and when it fails, the state that says so. */
export function Loaded<Data>({ query, lines = 6, children }: Props<Data>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (!error) return <LoadingState lines={lines} />;
  const missing = error instanceof ApiError && error.status === 404;
  if (missing) return <NotFound reason={error.message} />;
  return <ErrorState error={error} retry={() => void refetch()} />;
}
