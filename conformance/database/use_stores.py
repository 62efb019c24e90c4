"""Upgrades the databases named as `mlflow db upgrade` does, then reads and writes each with MLflow's stores; prints what it read."""

import json
import sys

import mlflow.store.db.utils
import sqlalchemy
from mlflow.entities import Metric, Param, RunTag, ViewType
from mlflow.store.model_registry.sqlalchemy_store import SqlAlchemyStore as RegistryStore
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore as TrackingStore

MODEL = "News ünï"


def use_tracking(store):
    experiment = store.get_experiment_by_name("first").experiment_id
    (run,) = store.search_runs([experiment], "metrics.loss < 0.01 AND tags.t LIKE 'line%'", ViewType.ALL)
    run_id = run.info.run_id
    store.log_batch(run_id, [Metric("loss", 0.5, 1_700_000_000_000, 400)], [Param("late", "1")], [RunTag("t", "new")])
    store.set_tag(run_id, RunTag("late", "1"))
    store.delete_tag(run_id, "late")
    store.delete_experiment(experiment)
    store.restore_experiment(experiment)
    found = store.search_runs([experiment], "params.late = '1'", ViewType.ALL, order_by=["metrics.loss DESC"])
    history = store.get_metric_history(run_id, "loss")
    return [run.to_dictionary()["data"] for run in found], [(point.step, point.value) for point in history]


def use_registry(store):
    version = store.create_model_version(MODEL, "s3://bucket/other")
    store.transition_model_version_stage(MODEL, version.version, "Production", True)
    store.rename_registered_model(MODEL, "renamed")
    store.delete_registered_model("empty")
    versions = store.search_model_versions("name = 'renamed'")
    return sorted((version.version, version.current_stage, version.tags.get("n")) for version in versions)


for file in sys.argv[1:]:
    engine = sqlalchemy.create_engine(f"sqlite:///{file}")
    mlflow.store.db.utils._upgrade_db(engine)
    mlflow.store.db.utils._verify_schema(engine)
    tracking = use_tracking(TrackingStore(f"sqlite:///{file}", "s3://bucket"))
    print("READ", json.dumps([tracking, use_registry(RegistryStore(f"sqlite:///{file}"))], sort_keys=True))
