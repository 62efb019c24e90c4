"""Writes experiments, runs and models of every kind with the real client.

The first argument is the tracking URI: a folder, or a server over one.
"""

import sys

from mlflow import MlflowClient
from mlflow.entities import Dataset, DatasetInput, InputTag, LoggedModelInput, LoggedModelOutput

uri = sys.argv[1]
client = MlflowClient(uri, uri)

experiment = client.create_experiment("mañana: #1", tags={"a/b": "nested", "team": "ml"})
parent = client.create_run(experiment, run_name="parent", tags={"x/y/z": "deep", "note": "two\nlines\n"})
run = parent.info.run_id
client.log_metric(run, "acc", 0.5, step=1, timestamp=1_700_000_000_000)
client.log_metric(run, "acc", float("nan"), step=2, timestamp=1_700_000_000_001)
client.log_metric(run, "acc", 1e-7, step=3, timestamp=1_700_000_000_002)
client.log_metric(run, "val/loss", -2.5, timestamp=5)
client.log_metric(run, "huge", 1e22, step=2**60, timestamp=2**60)
client.log_metric(run, "tiny", 123456.789e-12, step=-4, timestamp=3)
client.log_param(run, "lr/x", "0.1")
client.log_param(run, "lines", "a\nb")
client.log_param(run, "empty", "")
client.log_param(run, "number-like", "007")
client.set_tag(run, "gone", "x")
client.delete_tag(run, "gone")
client.log_inputs(
    run,
    [
        DatasetInput(
            Dataset("iris", "abc123", "local", '{"uri": "data.csv"}', schema="{}", profile=None),
            [InputTag("mlflow.data.context", "train"), InputTag("yes", "no")],
        )
    ],
    [],
)
model = client.create_logged_model(
    experiment, name="classifier", source_run_id=run, tags={"t/u": "1"}, params={"p/q": "2"}, model_type="tree"
)
client.log_metric(run, "f1", 0.25, step=3, timestamp=7, model_id=model.model_id)
client.log_outputs(run, [LoggedModelOutput(model.model_id, 4)])
client.finalize_logged_model(model.model_id, "READY")
child = client.create_run(experiment, run_name="child", tags={"mlflow.parentRunId": run}).info.run_id
client.log_inputs(child, None or [], [LoggedModelInput(model.model_id)])
client.update_run(child, status="FAILED", name="renamed: child")
client.set_terminated(run, "FINISHED")
deleted = client.create_run(experiment, run_name="deleted").info.run_id
client.delete_run(deleted)
back = client.create_run(experiment, run_name="123").info.run_id
client.delete_run(back)
client.restore_run(back)
client.set_experiment_tag(experiment, "later", "true")

gone = client.create_experiment("gone")
client.create_run(gone, run_name="in a deleted experiment")
client.delete_experiment(gone)
renamed = client.create_experiment("before")
client.rename_experiment(renamed, "2024-01-01")

client.create_registered_model("reg", tags={"k/l": "v"}, description="long words " * 20)
client.create_model_version("reg", f"runs:/{run}/model" if uri.startswith("http") else "file:///x", run_id=run)
source = f"models:/{model.model_id}"
client.create_model_version("reg", source, description="d: # '", tags={"vt": "1"}, model_id=model.model_id)
client.create_model_version("reg", source, model_id=model.model_id)
client.transition_model_version_stage("reg", "1", "Production")
client.set_registered_model_alias("reg", "champion", "2")
client.set_registered_model_alias("reg", "old", "1")
client.delete_registered_model_alias("reg", "old")
client.set_model_version_tag("reg", "1", "checked", "yes")
client.delete_model_version("reg", "3")
client.create_registered_model("empty")
client.create_registered_model("away")
client.delete_registered_model("away")
client.create_registered_model("old name")
client.rename_registered_model("old name", "new name")
