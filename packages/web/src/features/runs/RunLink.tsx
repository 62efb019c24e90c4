import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface Props {
  runId: string;
  children?: ReactNode;
}

/** The way to a run; by its id where its name is not known. */
export function RunLink({ runId, children }: Props) {
  return (
    <Anchor
      fz="inherit"
      renderRoot={(props) => <Link {...props} to="/runs/$runId" params={{ runId }} search={{}} />}
    >
      {children ?? <span className="mono">{runId.slice(0, 12)}</span>}
    </Anchor>
  );
}
