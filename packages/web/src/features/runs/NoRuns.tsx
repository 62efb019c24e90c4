import { Anchor } from "@mantine/core";
import { EmptyState } from "../../ui/EmptyState.js";
import { FirstRun } from "../experiments/FirstRun.js";

interface Props {
  experiment: string;
  /** Why nothing is listed. */
  because: "empty" | "narrowed" | "unreadable";
  /** Takes back what narrows the list down. */
  onClear: () => void;
}

/** Where no runs are listed: why, and the next step. */
export function NoRuns({ experiment, because, onClear }: Props) {
  if (because === "empty") return <FirstRun experiment={experiment} />;
  const unreadable = because === "unreadable";
  return (
    <EmptyState title={unreadable ? "This filter cannot be read" : "No run matches"}>
      {unreadable ? "The box above marks what is wrong. " : "Nothing in this experiment fits. "}
      <Anchor component="button" type="button" fz="inherit" onClick={onClear}>
        Show all runs
      </Anchor>
    </EmptyState>
  );
}
