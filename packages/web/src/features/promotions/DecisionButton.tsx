import { Anchor, Drawer } from "@mantine/core";
import type { Promotion } from "@slipway/contract";
import { useState } from "react";
import { Nothing } from "../../ui/Nothing.js";
import { RunLink } from "../runs/RunLink.js";
import { DecisionView } from "./DecisionView.js";
import type { DecisionSearch } from "./decision/decision-search.js";
import { readDecision } from "./read-decision.js";

/** Opens the decision behind an entry of the history; the way to its run when there is no decision. */
export function DecisionButton({ promotion: { decision, run_id } }: { promotion: Promotion }) {
  const [open, setOpen] = useState(false);
  // The address is that of the history; the decision has none of its own here.
  const [view, setView] = useState<DecisionSearch>({});
  const found = readDecision(decision);
  if (!found) return run_id ? <RunLink runId={run_id}>Run</RunLink> : <Nothing />;
  return (
    <>
      <Anchor component="button" type="button" fz="sm" onClick={() => setOpen(true)}>
        Decision
      </Anchor>
      <Drawer opened={open} onClose={() => setOpen(false)} position="right" size="xl" title="Decision">
        <DecisionView
          decision={found}
          view={view}
          onView={(part) => setView((now) => ({ ...now, ...part }))}
        />
      </Drawer>
    </>
  );
}
