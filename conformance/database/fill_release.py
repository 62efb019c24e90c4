"""Fills the database of the URI argv[1] through the stores of whichever MLflow release is on the path, then its GenAI tables by SQL."""

import json
import math
import sys

import sqlalchemy
from mlflow.entities import Dataset, DatasetInput, InputTag, Metric, Param, RunStatus, RunTag
from mlflow.entities.model_registry import ModelVersionTag, RegisteredModelTag
from mlflow.store.model_registry.sqlalchemy_store import SqlAlchemyStore as RegistryStore
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore as TrackingStore

URI = sys.argv[1]
TEXT = "line\nbreak, 'quotes\" \\ back, ünï, 日本, 😀"
TIME = 1_700_000_000_000


def fill_tracking(store):
    first = store.create_experiment("first", tags=[])
    gone = store.create_experiment("gone")
    run = store.create_run(first, "ann", TIME, [RunTag("t", TEXT)], "full").info.run_id
    values = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf, "tiny": 5e-324, "third": 1 / 3}
    metrics = [Metric("loss", 1 / (step + 1), TIME + step, step) for step in range(300)]
    metrics += [Metric(name, value, 1, -5) for name, value in values.items()]
    metrics.append(Metric("big", 1.5, 2**53 + 1, 2**62 + 1))
    params = [Param("empty", ""), Param("long", "v" * 400), Param("note", TEXT)]
    store.log_batch(run, metrics, params, [RunTag("dir/sub", ""), RunTag("long", "v" * 4000)])
    dataset = Dataset("train", "d1", "local", "{}", TEXT, None)
    store.log_inputs(run, [DatasetInput(dataset, [InputTag("mlflow.data.context", "training")])])
    store.update_run_info(run, RunStatus.FAILED, TIME + 9, "full")
    deleted = store.create_run(first, "bob", TIME, [], "deleted").info.run_id
    store.delete_run(deleted)
    store.create_run(gone, "bob", TIME, [], "of gone")
    store.delete_experiment(gone)
    if hasattr(store, "create_logged_model"):
        model = store.create_logged_model(first, "model", run, None, None, "classifier")
        store.create_logged_model(first, "other")
        store.log_metric(run, Metric("accuracy", 0.9, TIME, 1, model_id=model.model_id, run_id=run))
    return run


def fill_registry(store, run):
    store.create_registered_model("News ünï", [RegisteredModelTag("t", TEXT)], TEXT)
    store.create_registered_model("empty")
    for number in range(3):
        tags = [ModelVersionTag("n", str(number)), ModelVersionTag("long", "v" * 4000)]
        store.create_model_version("News ünï", "s3://bucket/model", run, tags, "http://example.org", TEXT)
    store.transition_model_version_stage("News ünï", "2", "Production", False)
    store.set_registered_model_alias("News ünï", "champion", "2")
    store.delete_model_version("News ünï", "3")


def trace(number, **fields):
    return {"request_id": f"tr-{number}", "experiment_id": 1, "timestamp_ms": TIME + number, "status": "OK", **fields}


def span(number, dimensions=None, **fields):
    row = {"trace_id": "tr-1", "experiment_id": 1, "span_id": f"s{number}", "name": TEXT, "type": "LLM", "status": "OK"}
    times = {"start_time_unix_nano": TIME * 10**6, "end_time_unix_nano": TIME * 10**6 + number}
    return {**row, **times, "content": "{}", "dimension_attributes": dimensions and json.dumps(dimensions), **fields}


def assessment(number, value):
    row = {"assessment_id": f"a-{number}", "trace_id": "tr-1", "name": "right", "assessment_type": "feedback"}
    times = {"created_timestamp": TIME, "last_updated_timestamp": TIME}
    return {**row, **times, "value": value, "source_type": "HUMAN", "valid": True}


def pair(number, key, value):
    return {"request_id": f"tr-{number}", "key": key, "value": value}


def job(number, status):
    row = {"id": f"job-{number}", "creation_time": TIME, "job_name": "a.b", "function_fullname": "a.b", "params": "{}"}
    return {**row, "status": status, "retry_count": 0, "last_update_time": TIME}


def issue(number, categories):
    row = {"issue_id": f"is-{number}", "experiment_id": 1, "name": "n", "description": TEXT, "status": "open"}
    return {**row, "categories": categories, "created_timestamp": TIME, "last_updated_timestamp": TIME}


MODEL, PROVIDER = "mlflow.llm.model", "mlflow.llm.provider"
USAGE = '{"input_tokens": 3, "output_tokens": "4", "total_tokens": 7.0, "cache_read_input_tokens": 9007199254740993}'
ODD_USAGE = '{"input_tokens": 1.5, "output_tokens": true, "total_tokens": " 8 ", "cache_creation_input_tokens": 1e3}'
COST = '{"input_cost": 0.1, "output_cost": "2e-3", "total_cost": NaN}'
VALUES = ["0.5", "true", "false", '"yes"', '" No "', '"maybe"', "no json", "NaN", "-Infinity", "12345678901234567890123"]
VALUES += ["null", "[1]", '{"a": 1}', "7", '"7"', "1" + "0" * 400]

ROWS = {
    "trace_info": [trace(1), trace(2, client_request_id="c"), trace(3), trace(4), trace(5)],
    "trace_tags": [
        pair(1, "mlflow.traceName", "name 😀"),
        pair(1, "other", TEXT),
        pair(2, "mlflow.traceName", "😀" * 4100),
        pair(3, "mlflow.traceName", None),
    ],
    "trace_request_metadata": [
        pair(1, "mlflow.trace.session", "s" * 300),
        pair(1, "mlflow.trace.tokenUsage", USAGE),
        pair(1, "mlflow.trace.cost", COST),
        pair(1, "mlflow.source.name", TEXT),
        pair(2, "mlflow.trace.tokenUsage", ODD_USAGE),
        pair(2, "mlflow.trace.cost", "no json"),
        pair(3, "mlflow.trace.tokenUsage", "[1]"),
        pair(1, "mlflow.gateway.endpointId", "e"),
        pair(4, "mlflow.gateway.endpointId", "e"),
    ],
    "trace_metrics": [pair(1, "input_tokens", 30.0), pair(2, "total_tokens", 2.5), pair(2, "other", 1.0)],
    "spans": [
        span(1, {MODEL: "m" * 600, PROVIDER: "p"}),
        span(2, {MODEL: None}),
        span(3),
        span(4, dimension_attributes="null"),
        span(5, {PROVIDER: "p"}, trace_id="tr-4"),
    ],
    "span_metrics": [
        {"trace_id": "tr-1", "span_id": "s1", "key": "input_cost", "value": 0.25},
        {"trace_id": "tr-1", "span_id": "s1", "key": "total_cost", "value": 0.5},
        {"trace_id": "tr-1", "span_id": "s2", "key": "other", "value": 1.0},
        {"trace_id": "tr-4", "span_id": "s5", "key": "total_cost", "value": 0.125},
        {"trace_id": "tr-1", "span_id": "s3", "key": "total_cost", "value": 0.375},
    ],
    "assessments": [assessment(number, value) for number, value in enumerate(VALUES)],
    "jobs": [job(number, status) for number, status in enumerate([0, 1, 2, 3, 4, 5])],
    "issues": [issue(1, '["Safety", " safety ", "Cost"]'), issue(2, None), issue(3, "[]")],
    "scorers": [{"experiment_id": 1, "scorer_name": "s", "scorer_id": "sc"}],
    "scorer_versions": [{"scorer_id": "sc", "scorer_version": 1, "serialized_scorer": "{}"}],
    "webhooks": [{"webhook_id": "w", "name": "hook", "url": "https://example.org", "status": "ACTIVE"}],
    "webhook_events": [{"webhook_id": "w", "entity": "model_version", "action": "created"}],
    "evaluation_datasets": [{"dataset_id": "d", "name": "set"}],
    "evaluation_dataset_records": [
        {"dataset_record_id": "r", "dataset_id": "d", "inputs": '{"q": 1}', "input_hash": "h"},
    ],
    "secrets": [
        {
            **{"secret_id": "x", "secret_name": "key", "encrypted_value": b"\x00\xff", "wrapped_dek": b"\x01"},
            **{"kek_version": 1, "masked_value": "***", "created_at": TIME, "last_updated_at": TIME},
        }
    ],
    "endpoints": [{"endpoint_id": "e", "name": "end", "created_at": TIME, "last_updated_at": TIME}],
    "model_definitions": [
        {
            **{"model_definition_id": "md", "name": "m", "secret_id": "x", "provider": "p", "model_name": "n"},
            **{"created_at": TIME, "last_updated_at": TIME},
        }
    ],
    "endpoint_model_mappings": [
        {"mapping_id": "mm", "endpoint_id": "e", "model_definition_id": "md", "weight": 1.0, "created_at": TIME}
    ],
}


def fill_by_sql(database):
    """Each row into the columns that this release has."""
    inspector = sqlalchemy.inspect(database)
    quoted = database.dialect.identifier_preparer.quote
    for table, rows in ROWS.items():
        columns = {column["name"] for column in inspector.get_columns(table)} if inspector.has_table(table) else set()
        for row in rows if columns else []:
            kept = {name: value for name, value in row.items() if name in columns}
            names, places = ", ".join(map(quoted, kept)), ", ".join(f":{name}" for name in kept)
            database.execute(sqlalchemy.text(f"INSERT INTO {table} ({names}) VALUES ({places})"), kept)


fill_registry(RegistryStore(URI), fill_tracking(TrackingStore(URI, "s3://bucket")))
with sqlalchemy.create_engine(URI).begin() as database:
    fill_by_sql(database)
    # What a user may have added to the database of his own.
    database.execute(sqlalchemy.text("CREATE INDEX of_the_user ON model_versions (source)"))
    database.execute(sqlalchemy.text("CREATE TABLE notes_of_the_user (note VARCHAR(9))"))
