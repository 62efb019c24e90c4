"""The life of a run: create, nest, end, delete, restore; and what the fluent API records by itself."""

import os
import subprocess
import sys

import mlflow
import pytest
from mlflow.entities import RunStatus, ViewType
from mlflow.exceptions import MlflowException


def test_fluent_run_records_who_and_what(client, experiment):
    with mlflow.start_run(run_name="first try", description="why", tags={"release": "1.0"}) as run:
        assert client.get_run(run.info.run_id).info.status == "RUNNING"
    found = client.get_run(run.info.run_id)
    assert found.info.status == "FINISHED"
    assert found.info.end_time >= found.info.start_time > 1_600_000_000_000
    assert found.info.run_name == found.data.tags["mlflow.runName"] == "first try"
    assert found.data.tags["release"] == "1.0"
    assert found.data.tags["mlflow.note.content"] == "why"
    assert {"mlflow.user", "mlflow.source.name", "mlflow.source.type"} <= set(found.data.tags)
    assert found.info.experiment_id == experiment
    assert found.info.artifact_uri == f"mlflow-artifacts:/{experiment}/{run.info.run_id}/artifacts"


def test_a_name_is_made_when_none_is_given(client, run_id):
    found = client.get_run(run_id)
    assert found.info.run_name and found.info.run_name == found.data.tags["mlflow.runName"]


def test_an_exception_marks_the_run_failed(client, experiment):
    with pytest.raises(ZeroDivisionError), mlflow.start_run() as run:
        1 / 0
    assert client.get_run(run.info.run_id).info.status == "FAILED"


def test_nested_runs(client, experiment):
    with mlflow.start_run() as parent:
        with mlflow.start_run(nested=True) as child, mlflow.start_run(nested=True) as grandchild:
            assert mlflow.active_run().info.run_id == grandchild.info.run_id
        assert mlflow.active_run().info.run_id == parent.info.run_id
    assert client.get_run(child.info.run_id).data.tags["mlflow.parentRunId"] == parent.info.run_id
    assert client.get_run(grandchild.info.run_id).data.tags["mlflow.parentRunId"] == child.info.run_id
    children = client.search_runs([experiment], f"tags.mlflow.parentRunId = '{parent.info.run_id}'")
    assert [run.info.run_id for run in children] == [child.info.run_id]
    assert client.get_parent_run(child.info.run_id).info.run_id == parent.info.run_id


def test_resume_by_id_and_by_environment(client, experiment):
    with mlflow.start_run() as run:
        mlflow.log_param("first", 1)
    with mlflow.start_run(run_id=run.info.run_id):
        mlflow.log_param("second", 2)
    script = "import mlflow\nwith mlflow.start_run():\n    mlflow.log_param('third', 3)"
    environment = {**os.environ, "MLFLOW_RUN_ID": run.info.run_id, "MLFLOW_EXPERIMENT_ID": experiment}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True)
    found = client.get_run(run.info.run_id)
    assert found.data.params == {"first": "1", "second": "2", "third": "3"}
    assert found.info.status == "FINISHED"


@pytest.mark.parametrize("status", RunStatus.all_status())
def test_every_status(client, run_id, status):
    name = RunStatus.to_string(status)
    client.set_terminated(run_id, name, end_time=1_700_000_000_123)
    found = client.get_run(run_id).info
    assert (found.status, found.end_time) == (name, 1_700_000_000_123)


def test_update_renames(client, run_id):
    client.update_run(run_id, status="RUNNING", name="zweiter Versuch")
    found = client.get_run(run_id)
    assert found.info.run_name == found.data.tags["mlflow.runName"] == "zweiter Versuch"
    client.set_tag(run_id, "mlflow.runName", "by tag")
    assert client.get_run(run_id).info.run_name == "by tag"


def test_own_start_time_and_tags(client, experiment):
    run = client.create_run(experiment, start_time=12345, tags={"a": "b"}, run_name="old")
    found = client.get_run(run.info.run_id)
    assert (found.info.start_time, found.info.end_time) == (12345, None)
    assert found.data.tags == {"a": "b", "mlflow.runName": "old"}


def test_delete_and_restore(client, experiment):
    with mlflow.start_run() as run:
        mlflow.log_metric("kept", 1)
    client.delete_run(run.info.run_id)
    assert client.get_run(run.info.run_id).info.lifecycle_stage == "deleted"
    with pytest.raises(MlflowException) as raised:
        client.log_metric(run.info.run_id, "late", 1)
    assert raised.value.error_code == "INVALID_PARAMETER_VALUE"
    found = {
        view: [found.info.run_id for found in client.search_runs([experiment], run_view_type=view)]
        for view in (ViewType.ACTIVE_ONLY, ViewType.DELETED_ONLY, ViewType.ALL)
    }
    only = [run.info.run_id]
    assert found == {ViewType.ACTIVE_ONLY: [], ViewType.DELETED_ONLY: only, ViewType.ALL: only}
    client.restore_run(run.info.run_id)
    restored = client.get_run(run.info.run_id)
    assert (restored.info.lifecycle_stage, restored.data.metrics) == ("active", {"kept": 1.0})


def test_unknown_run(client):
    for call in (client.get_run, client.delete_run, client.restore_run, client.set_terminated):
        with pytest.raises(MlflowException) as raised:
            call("0123456789abcdef0123456789abcdef")
        assert raised.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_run_context_tags_adopt_runs(client, experiment):
    context = '{"mlflow.parentRunId": "0123456789abcdef0123456789abcdef", "cell": "a=1"}'
    script = "import mlflow\nwith mlflow.start_run() as run:\n    print(run.info.run_id)"
    environment = {**os.environ, "MLFLOW_RUN_CONTEXT": context, "MLFLOW_EXPERIMENT_ID": experiment}
    done = subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True)
    tags = client.get_run(done.stdout.decode().split()[0]).data.tags
    assert (tags["mlflow.parentRunId"], tags["cell"]) == ("0123456789abcdef0123456789abcdef", "a=1")
