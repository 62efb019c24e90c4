import type { Decision } from "@slipway/contract";
import { CopyableId } from "../../ui/CopyableId.js";
import { type Fact, Facts } from "../../ui/Facts.js";
import { Time } from "../../ui/Time.js";
import { BuildLink } from "../builds/BuildLink.js";
import { VersionLink } from "../model-versions/VersionLink.js";
import { Commit } from "../runs/Commit.js";
import { RunLink } from "../runs/RunLink.js";

/** Who decided, when, about which model and from which commit. */
export function DecisionFacts({ decision }: { decision: Decision }) {
  const { model, actor, commit, candidate, champion, promotion, build_run_id, receipt } = decision;
  const facts: Fact[] = [
    ["Model", model],
    ["Decided", <Time key="time" at={decision.created_at} />],
    ["By", `${actor.name}${actor.verified ? "" : ` (claimed by ${actor.source})`}`],
    ["Commit", commit && <Commit key="commit" sha={commit.sha} />],
    ["Branch", commit?.branch],
    ["Message", commit?.message],
    ["Work tree", commit?.dirty ? "had changes that were not committed" : undefined],
    ["Build", build_run_id && <BuildLink key="build" runId={build_run_id} />],
    ["Candidate", candidate && <RunLink key="candidate" runId={candidate.run_id} />],
    ["Model URI", candidate && <CopyableId key="uri" value={candidate.model_uri} what="model address" />],
    [
      "Champion then",
      champion && (
        <VersionLink key="champion" name={model} version={champion.version}>
          Version {champion.version}
          {champion.stage && ` (${champion.stage})`}
        </VersionLink>
      ),
    ],
    ["Promoted", promotion && <PromotedTo key="promoted" model={model} promotion={promotion} />],
    ["Receipt", receipt && `signed by ${receipt.signer ?? "nobody"}`],
    [
      "Model digest",
      receipt && (
        <CopyableId
          key="digest"
          value={receipt.model_digest}
          shown={`sha256:${receipt.model_digest.slice(0, 16)}…`}
          what="model digest"
        />
      ),
    ],
  ];
  return <Facts facts={facts} />;
}

interface PromotedToProps {
  model: string;
  promotion: NonNullable<Decision["promotion"]>;
}

function PromotedTo({ model, promotion: { version, stage, alias, archived, guarantee } }: PromotedToProps) {
  const places = [stage, alias && `@${alias}`].filter(Boolean).join(", ");
  return (
    <>
      <VersionLink name={model} version={version} />
      {places && ` to ${places}`}
      {archived.length > 0 && `, archiving ${archived.join(", ")}`} ({guarantee})
    </>
  );
}
