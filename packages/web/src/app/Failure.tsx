import type { ErrorComponentProps } from "@tanstack/react-router";
import { ErrorState } from "../ui/ErrorState.js";

/** A page that broke: what it said, and a way to draw it again. */
export function Failure({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error instanceof Error ? error : new Error(String(error))} retry={reset} />;
}
