"""Fills a server with some of everything, as the real client does it; the address is MLFLOW_TRACKING_URI."""

import math

import mlflow
import pandas
from mlflow import MlflowClient
from mlflow.entities import LoggedModelInput, LoggedModelOutput, Metric, Param, RunTag

client = MlflowClient()
TEXT = "line\nbreak, 'quotes\" \\ back, ünï, 日本, 😀"


def fill_experiments():
    first = client.create_experiment("first", tags={"a": "1", "note": TEXT, "empty": ""})
    client.create_experiment("bucket", "s3://bucket/some prefix")
    client.rename_experiment(client.create_experiment("old name"), "Überblick 模型")
    gone = client.create_experiment("gone")
    client.create_run(gone, run_name="deleted with its experiment")
    client.delete_experiment(gone)
    return first


def fill_runs(experiment):
    run = client.create_run(experiment, start_time=1_700_000_000_000, tags={"t": TEXT}, run_name="full").info.run_id
    client.log_batch(
        run,
        metrics=[Metric("loss", 1 / (step + 1), 1_700_000_000_000 + step, step) for step in range(300)],
        params=[Param(f"param {index}", str(index)) for index in range(50)] + [Param("empty", "")],
        tags=[RunTag("dir/sub.name", "v"), RunTag("mlflow.note.content", TEXT)],
    )
    for name, value in {"nan": math.nan, "inf": math.inf, "-inf": -math.inf, "tiny": 5e-324, "third": 1 / 3}.items():
        client.log_metric(run, name, value, timestamp=1, step=-5)
    client.log_param(run, "long", "v" * 6000)
    client.log_text(run, TEXT, "dir with ü/text.txt")
    client.log_text(run, "", "empty.txt")
    client.set_terminated(run, "FAILED", 1_700_000_100_000)

    frame = pandas.DataFrame({"x": [1, 2], "y": [0, 1]})
    with mlflow.start_run(experiment_id=experiment, run_name="inputs") as other:
        for name, context in (("train set", "training"), ("test set", "testing")):
            mlflow.log_input(mlflow.data.from_pandas(frame, name=name), context=context, tags={"k": TEXT})
        with mlflow.start_run(experiment_id=experiment, nested=True, run_name="child"):
            mlflow.log_metric("m", 1)
    deleted = client.create_run(experiment, run_name="deleted").info.run_id
    client.log_metric(deleted, "m", 2)
    client.delete_run(deleted)
    return run, other.info.run_id


def fill_logged_models(experiment, run, other):
    ready = client.create_logged_model(
        experiment, "ready", source_run_id=run, tags={"t": TEXT}, params={"p": "v" * 300}, model_type="classifier"
    ).model_id
    client.log_outputs(run, [LoggedModelOutput(model_id=ready, step=7)])
    client.log_inputs(other, models=[LoggedModelInput(model_id=ready)])
    client.log_metric(run, "accuracy", 0.9, timestamp=5, step=1, model_id=ready, dataset_name="d", dataset_digest="1")
    client.log_metric(run, "accuracy", 0.95, timestamp=6, step=2, model_id=ready)
    client.finalize_logged_model(ready, "READY")
    client.finalize_logged_model(client.create_logged_model(experiment, "failed").model_id, "FAILED")
    client.delete_logged_model(client.create_logged_model(experiment, "deleted").model_id)
    return ready


def fill_registry(run, logged_model):
    source = f"{client.get_run(run).info.artifact_uri}/model"
    client.create_registered_model("News Classification Model", tags={"t": TEXT}, description=TEXT)
    for index in range(4):
        client.create_model_version(
            "News Classification Model", source, run, tags={"n": str(index)}, description=f"number {index}"
        )
    client.create_model_version(
        "News Classification Model", f"models:/{logged_model}", run, model_id=logged_model, run_link="http://example.org"
    )
    client.transition_model_version_stage("News Classification Model", "1", "Archived")
    client.transition_model_version_stage("News Classification Model", "2", "Production")
    client.set_registered_model_alias("News Classification Model", "champion", "2")
    client.set_registered_model_alias("News Classification Model", "challenger", "5")
    client.delete_model_version("News Classification Model", "3")
    client.create_registered_model("old model")
    client.rename_registered_model("old model", "it's new")
    client.create_registered_model("gone")
    client.delete_registered_model("gone")


experiment = fill_experiments()
run, other = fill_runs(experiment)
fill_registry(run, fill_logged_models(experiment, run, other))
