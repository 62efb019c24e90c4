import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** The way to the page of a build. */
export function BuildLink({ runId, children }: { runId: string; children?: ReactNode }) {
  return (
    <Anchor
      fz="inherit"
      renderRoot={(props) => <Link {...props} to="/builds/$runId" params={{ runId }} search={{}} />}
    >
      {children ?? <span className="mono">{runId.slice(0, 12)}</span>}
    </Anchor>
  );
}
