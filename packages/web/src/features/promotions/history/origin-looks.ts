import {
  IconArrowBackUp,
  IconBolt,
  IconCircleCheck,
  IconPlugConnected,
  IconRuler2,
  IconTerminal2,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Origin } from "./origin.js";

/** How a way by which versions move is told from the others: its sign, its name, and what that means. */
export const ORIGIN_LOOKS: Record<Origin, { Icon: TablerIcon; label: string; meaning: string }> = {
  promoted: { Icon: IconCircleCheck, label: "Promoted", meaning: "by a release, or a call of Slipway’s API" },
  forced: { Icon: IconBolt, label: "Forced", meaning: "in spite of the gates" },
  rollback: { Icon: IconArrowBackUp, label: "Rolled back", meaning: "to a version that was there before" },
  mlflow: { Icon: IconTerminal2, label: "MLflow’s API", meaning: "a stage or an alias set by a client" },
  elsewhere: {
    Icon: IconPlugConnected,
    label: "Changed elsewhere",
    meaning: "by another program, or before this history began",
  },
  rule: { Icon: IconRuler2, label: "Rule", meaning: "a hold or a protection" },
};
