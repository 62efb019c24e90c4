import type { ModelVersion, Promotion, Run } from "@slipway/contract";
import { CopyableId } from "../../../ui/CopyableId.js";
import { formatStamp } from "../../../ui/format/format-time.js";
import { type Origin, originOf } from "../../promotions/history/origin.js";
import { ORIGIN_LOOKS } from "../../promotions/history/origin-looks.js";
import { lanesOf, placeName } from "../../promotions/history/timeline.js";
import { Commit } from "../../runs/Commit.js";
import { RunLink } from "../../runs/RunLink.js";
import { nameOf, parentOf, tagOf } from "../../runs/run-values.js";
import { StageBadge } from "../StageBadge.js";
import { VersionLink } from "../VersionLink.js";
import { LineageNode, LineageStep } from "./LineageStep.js";

/** The data sets that the run logged as its inputs. */
export function DataStep({ run }: { run: Run | undefined }) {
  return (
    <LineageStep title="Data" first none="No data set was logged">
      {(run?.inputs?.dataset_inputs ?? []).map(({ dataset, tags }) => (
        <LineageNode
          key={`${dataset.name}/${dataset.digest}`}
          below={tags.find(({ key }) => key === "mlflow.data.context")?.value}
        >
          {dataset.name} <CopyableId value={dataset.digest} what="digest" />
        </LineageNode>
      ))}
    </LineageStep>
  );
}

/** The run that trained, from which commit, and the build that started it. */
export function RunStep({ run }: { run: Run | undefined }) {
  const nodes = [];
  const parent = run && parentOf(run);
  if (parent) {
    nodes.push(
      <LineageNode key="parent" below="the run that started it">
        <RunLink runId={parent} />
      </LineageNode>,
    );
  }
  if (run) {
    const commit = tagOf(run, "mlflow.source.git.commit");
    nodes.push(
      <LineageNode key="run" below={commit ? <Commit sha={commit} /> : "no commit on record"}>
        <RunLink runId={run.info.run_id}>{nameOf(run)}</RunLink>
      </LineageNode>,
    );
  }
  return (
    <LineageStep title="Run and commit" none="No run is known">
      {nodes}
    </LineageStep>
  );
}

/** What the run left: the model that was registered. */
export function ModelStep({ version: { model_id, source } }: { version: ModelVersion }) {
  return (
    <LineageStep title="Model" none="No source is known">
      {[model_id || source].filter(Boolean).map((address) => (
        <LineageNode key={address}>
          <CopyableId value={address ?? ""} what={model_id ? "model id" : "source"} />
        </LineageNode>
      ))}
    </LineageStep>
  );
}

interface VersionsProps {
  version: ModelVersion;
  /** All versions of the same run. */
  siblings: readonly ModelVersion[];
}

/** The versions that came of the run, of whichever registered model. */
export function VersionsStep({ version, siblings }: VersionsProps) {
  const isThis = (one: ModelVersion) => one.name === version.name && one.version === version.version;
  const others = siblings.filter((one) => !isThis(one));
  return (
    <LineageStep title="Versions" none="">
      {[version, ...others].map((one) => (
        <LineageNode
          key={`${one.name}/${one.version}`}
          current={isThis(one)}
          below={one.aliases.map((alias) => `@${alias}`).join(", ")}
        >
          <VersionLink name={one.name} version={one.version}>
            {one.name} {one.version}
          </VersionLink>{" "}
          <StageBadge stage={one.current_stage} />
        </LineageNode>
      ))}
    </LineageStep>
  );
}

/** Where the version stood and stands, and how it came there. @param entries of the model's history, newest first */
export function PlacesStep({ version, entries }: { version: ModelVersion; entries: readonly Promotion[] }) {
  const holdings = lanesOf(entries).flatMap((lane) =>
    lane.rows
      .flat()
      .filter((holding) => holding.version === version.version)
      .map((holding) => ({ ...holding, place: placeName(lane) })),
  );
  return (
    <LineageStep title="Where it stood" none="Never in a stage or under an alias">
      {holdings.map(({ place, from, to, began }) => (
        <LineageNode
          key={`${place} ${from}`}
          below={
            to === undefined ? `since ${formatStamp(from)}` : `${formatStamp(from)} to ${formatStamp(to)}`
          }
        >
          <Sign origin={originOf(began)} /> {place}
        </LineageNode>
      ))}
    </LineageStep>
  );
}

function Sign({ origin }: { origin: Origin }) {
  const { Icon, label } = ORIGIN_LOOKS[origin];
  return <Icon size={14} role="img" aria-label={label} style={{ verticalAlign: "-2px" }} />;
}
