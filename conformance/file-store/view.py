"""Prints, as one JSON text, all that the real client sees at a tracking URI: a folder, or a server."""

import json
import sys

from mlflow import MlflowClient
from mlflow.entities import ViewType

uri = sys.argv[1]
client = MlflowClient(uri, uri)


def number(value):
    return repr(float(value))


def run_of(run):
    run_id = run.info.run_id
    return {
        "info": {key: value for key, value in dict(run.info).items() if key != "user_id"},
        "metrics": {key: number(value) for key, value in run.data.metrics.items()},
        "params": run.data.params,
        "tags": run.data.tags,
        "datasets": [
            [dict(item.dataset), sorted((tag.key, tag.value) for tag in item.tags)]
            for item in run.inputs.dataset_inputs
        ],
        # Of a database, searches answer without them, in MLflow too.
        "models in": sorted(item.model_id for item in client.get_run(run_id).inputs.model_inputs),
        "models out": sorted((item.model_id, item.step) for item in run.outputs.model_outputs),
        "history": {
            key: sorted(
                (point.timestamp, point.step, number(point.value))
                for point in client.get_metric_history(run_id, key)
            )
            for key in run.data.metrics
        },
    }


def version_of(version):
    names = "name current_stage description source run_id status tags creation_timestamp"
    view = {name: getattr(version, name) for name in names.split()}
    view["version"] = str(version.version)
    view["aliases"] = sorted(version.aliases)
    return {key: value if value not in ("", None) else None for key, value in view.items()}


experiments = client.search_experiments(view_type=ViewType.ALL, order_by=["name ASC"])
ids = [experiment.experiment_id for experiment in experiments]
runs = client.search_runs(ids, run_view_type=ViewType.ALL, order_by=["attributes.run_name ASC"])
models = client.search_logged_models(
    [experiment.experiment_id for experiment in experiments if experiment.lifecycle_stage == "active"]
)
registered = client.search_registered_models()
print(
    json.dumps(
        {
            "experiments": [
                {
                    "id": item.experiment_id,
                    "name": item.name,
                    "artifact_location": item.artifact_location,
                    "stage": item.lifecycle_stage,
                    "tags": item.tags,
                    "times": [item.creation_time, item.last_update_time],
                }
                for item in experiments
            ],
            "runs": [run_of(run) for run in runs],
            "opened": [run_of(client.get_run(run.info.run_id)) for run in runs],
            "models": [
                {
                    "id": model.model_id,
                    "name": model.name,
                    "type": model.model_type,
                    "status": str(model.status),
                    "run": model.source_run_id,
                    "location": model.artifact_location,
                    "params": model.params,
                    "tags": {key: value for key, value in model.tags.items() if key != "mlflow.modelVersions"},
                    "metrics": [
                        [m.key, number(m.value), m.step, m.timestamp, m.run_id, m.dataset_name]
                        for m in model.metrics or []
                    ],
                }
                for model in models
            ],
            "registered": [
                {
                    "name": model.name,
                    "description": model.description or None,
                    "tags": model.tags,
                    "aliases": {alias: str(version) for alias, version in model.aliases.items()},
                    "created": model.creation_timestamp,
                    "latest": sorted(str(version.version) for version in model.latest_versions),
                }
                for model in sorted(registered, key=lambda model: model.name)
            ],
            "versions": [
                version_of(version)
                for version in sorted(
                    client.search_model_versions(), key=lambda version: (version.name, int(version.version))
                )
                # A search in MLflow's files lists deleted versions too.
                if version.current_stage != "Deleted_Internal"
            ],
        },
        indent=1,
        sort_keys=True,
        default=str,
    )
)
