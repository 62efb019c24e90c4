import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "./EmptyState.js";

interface Props {
  /** The server's words about what is missing. */
  reason?: string;
}

/** An address that leads to nothing. */
export function NotFound({ reason = "The address may be mistyped, or what it named may be gone." }: Props) {
  return (
    <EmptyState title="Not found">
      <title>Not found · Slipway</title>
      <Text fz="inherit" mb="xs" style={{ overflowWrap: "anywhere" }}>
        {reason}
      </Text>
      <Anchor fz="inherit" renderRoot={(props) => <Link {...props} to="/" />}>
        All experiments
      </Anchor>
    </EmptyState>
  );
}
