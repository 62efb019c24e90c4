import { Button, Code, Text } from "@mantine/core";
import type { Decision, Protection } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { VersionLink } from "../../model-versions/VersionLink.js";
import classes from "./Answer.module.css";
import { type Possible, placeText, possibleOf, type Standing } from "./decision-standing.js";
import { PromoteDialog } from "./PromoteDialog.js";
import { standingQuery } from "./standing-query.js";

/** What can be done about a decision as things are now. */
export function DecisionActions({ decision }: { decision: Decision }) {
  const { data: standing } = useQuery({
    ...standingQuery(decision),
    enabled: decision.candidate !== undefined,
  });
  if (!standing) return null;
  const possible = possibleOf(decision, standing);
  return (
    <div className={classes.actions}>
      <Way decision={decision} possible={possible} standing={standing} />
    </div>
  );
}

const ruleText = ({ stage, alias }: Protection): string => (stage ? `stage ${stage}` : `alias ${alias}`);

interface WayProps {
  decision: Decision;
  possible: Possible;
  standing: Standing;
}

function Way({ decision, possible, standing }: WayProps) {
  const [asking, setAsking] = useState(false);
  const { model } = decision;
  if (possible.kind === "none")
    return (
      <Text fz="sm">
        {possible.version !== undefined && <VersionLink name={model} version={possible.version} />}{" "}
        {possible.why}
      </Text>
    );
  if (possible.kind === "protected")
    return (
      <Text fz="xs" c="dimmed">
        The {ruleText(possible.rule)} is protected: only a decision that a release brings moves it.{" "}
        <Code>slipway release</Code> makes one.
      </Text>
    );
  const force = possible.kind === "force";
  return (
    <>
      <Button
        variant={force ? "default" : "filled"}
        color={force ? "red" : undefined}
        c={force ? "var(--mantine-color-error)" : undefined}
        onClick={() => setAsking(true)}
      >
        {force ? "Force…" : `Promote to ${placeText(standing.place)}…`}
      </Button>
      {force && (
        <Text fz="xs" c="dimmed">
          {possible.why}
        </Text>
      )}
      {asking && (
        <PromoteDialog
          decision={decision}
          standing={standing}
          force={force}
          why={force ? possible.why : undefined}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
