import type { Run } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { ArtifactBrowser, type ArtifactRoot } from "../artifacts/ArtifactBrowser.js";
import { loggedModelQueries } from "./logged-model-queries.js";
import type { RunSearch } from "./run-search.js";

interface Props {
  run: Run;
  search: RunSearch;
  onChange: (part: RunSearch) => void;
}

/** The files of a run and of the models that it logged. */
export function RunArtifacts({ run, search: { path, model, raw }, onChange }: Props) {
  const { run_id: runId, experiment_id: experimentId } = run.info;
  const { data: models = [] } = useQuery(loggedModelQueries.ofRun(experimentId, runId));
  const roots: ArtifactRoot[] = [
    { title: "Run", source: { runId } },
    ...models.map(({ info }) => ({
      title: `Logged model: ${info.name}`,
      source: { modelId: info.model_id },
    })),
  ];
  const source = model === undefined ? { runId } : { modelId: model };
  return (
    <ArtifactBrowser
      roots={roots}
      selected={path === undefined ? undefined : { source, path }}
      raw={raw === true}
      onRaw={(next) => onChange({ raw: next || undefined })}
      onSelect={(choice) =>
        onChange({
          path: choice.path,
          model: "modelId" in choice.source ? choice.source.modelId : undefined,
        })
      }
    />
  );
}
