import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RunSearch } from "./run-search.js";

interface Props {
  runId: string;
  /** Absent: the overview. */
  tab?: RunSearch["tab"];
  children?: ReactNode;
}

/** The way to a run; by its id where its name is not known. */
export function RunLink({ runId, tab, children }: Props) {
  return (
    <Anchor
      fz="inherit"
      renderRoot={(props) => <Link {...props} to="/runs/$runId" params={{ runId }} search={{ tab }} />}
    >
      {children ?? <span className="mono">{runId.slice(0, 12)}</span>}
    </Anchor>
  );
}
