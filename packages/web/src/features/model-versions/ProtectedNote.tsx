import { Text } from "@mantine/core";
import type { Protection } from "@slipway/contract";
import { placeName } from "../promotions/history/timeline.js";

/** Says that a place does not move without a decision, and what to do. */
export function ProtectedNote({ rule }: { rule: Protection }) {
  return (
    <Text fz="sm" c="var(--mantine-color-error)" role="note">
      {placeName(rule)} is protected: only a release that passes its gates moves it, or a rollback. The rule
      is among the rules of the model.
    </Text>
  );
}
