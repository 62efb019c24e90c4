"""Logged models, which only 3.x clients know."""

import json

import mlflow
import pytest
from mlflow.entities import LoggedModelInput, LoggedModelStatus, Metric
from mlflow.exceptions import MlflowException
from sklearn.linear_model import LinearRegression


@pytest.fixture
def create(client, experiment):
    """Makes a logged model in the experiment."""
    return lambda **arguments: client.create_logged_model(experiment, **arguments)


def test_create_and_get(client, experiment, run_id, create):
    made = create(name="forecaster", source_run_id=run_id, model_type="regressor", tags={"a": "ü"}, params={"c": "1"})
    found = client.get_logged_model(made.model_id)
    assert found.model_id == made.model_id and found.model_id.startswith("m-") and len(found.model_id) == 34
    assert (found.name, found.experiment_id, found.source_run_id) == ("forecaster", experiment, run_id)
    assert (found.model_type, found.tags, found.params) == ("regressor", {"a": "ü"}, {"c": "1"})
    assert found.status == LoggedModelStatus.PENDING
    assert found.artifact_location == f"mlflow-artifacts:/{experiment}/models/{found.model_id}/artifacts"


def test_a_name_is_made_when_none_is_given(create):
    assert create().name


def test_finalize(client, create):
    ready, failed = create(), create()
    assert client.finalize_logged_model(ready.model_id, "READY").status == LoggedModelStatus.READY
    client.finalize_logged_model(failed.model_id, LoggedModelStatus.FAILED)
    assert client.get_logged_model(failed.model_id).status == LoggedModelStatus.FAILED
    assert client.get_logged_model(ready.model_id).last_updated_timestamp >= ready.last_updated_timestamp


def test_tags_and_params(client, create):
    made = create(tags={"kept": "1", "changed": "1"})
    client.set_logged_model_tags(made.model_id, {"changed": "2", "new": "3"})
    client.delete_logged_model_tag(made.model_id, "kept")
    client.log_model_params(made.model_id, {f"p{index}": "v" * 300 for index in range(150)})
    found = client.get_logged_model(made.model_id)
    assert found.tags == {"changed": "2", "new": "3"}
    assert len(found.params) == 150 and found.params["p149"] == "v" * 300
    with pytest.raises(MlflowException) as raised:
        client.delete_logged_model_tag(made.model_id, "kept")
    assert raised.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_delete(client, create, experiment):
    made, other = create(name="gone"), create(name="other")
    client.delete_logged_model(made.model_id)
    with pytest.raises(MlflowException) as raised:
        client.get_logged_model(made.model_id)
    assert raised.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    assert [m.model_id for m in client.search_logged_models([experiment])] == [other.model_id]


def test_unknown_model(client):
    with pytest.raises(MlflowException) as raised:
        client.get_logged_model("m-0123456789abcdef0123456789abcdef")
    assert raised.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_metrics_of_a_model_and_its_run(client, run_id, create):
    made = create(source_run_id=run_id)
    for step, value in enumerate((0.5, 0.75)):
        client.log_metric(
            run_id, "accuracy", value, step=step, model_id=made.model_id, dataset_name="d", dataset_digest="abc"
        )
    client.log_batch(run_id, metrics=[Metric("loss", 0.1, 1000, 0, model_id=made.model_id, run_id=run_id)])
    found = client.get_logged_model(made.model_id)
    facts = {(m.key, m.value, m.step, m.dataset_name, m.dataset_digest, m.run_id) for m in found.metrics}
    assert facts == {
        ("accuracy", 0.5, 0, "d", "abc", run_id),
        ("accuracy", 0.75, 1, "d", "abc", run_id),
        ("loss", 0.1, 0, None, None, run_id),
    }
    assert client.get_run(run_id).data.metrics == {"accuracy": 0.75, "loss": 0.1}


def test_search(client, experiment, run_id, create):
    ids = {}
    for name, accuracy in (("a", 0.9), ("b", 0.7), ("c", None)):
        made = create(name=name, source_run_id=run_id, params={"depth": name}, tags={"team": name.upper()})
        ids[made.model_id] = name
        if accuracy is not None:
            client.log_metric(run_id, "accuracy", accuracy, model_id=made.model_id, dataset_name="d", dataset_digest="1")
    client.finalize_logged_model(next(key for key, name in ids.items() if name == "a"), "READY")

    def names(filter_string=None, **arguments):
        found = client.search_logged_models([experiment], filter_string, **arguments)
        return "".join(ids[model.model_id] for model in found)

    assert names() == "cba"
    assert names("metrics.accuracy > 0.8") == "a"
    assert names("params.depth = 'b'") == "b"
    assert names("tags.team != 'A'") == "cb"
    assert names("name LIKE 'a%'") == "a"
    assert names("status = 'READY'") == "a"
    assert names(f"source_run_id = '{run_id}' AND metrics.accuracy < 1") == "ba"
    assert names(order_by=[{"field_name": "creation_timestamp", "ascending": True}]) == "abc"
    assert names("metrics.accuracy > 0", order_by=[{"field_name": "metrics.accuracy"}]) == "ba"
    assert names("metrics.accuracy > 0", datasets=[{"dataset_name": "d", "dataset_digest": "1"}]) == "ba"
    assert names("metrics.accuracy > 0", datasets=[{"dataset_name": "other"}]) == ""
    pages = client.search_logged_models([experiment], max_results=2)
    assert [ids[m.model_id] for m in pages] == ["c", "b"]
    rest = client.search_logged_models([experiment], max_results=2, page_token=pages.token)
    assert ([ids[m.model_id] for m in rest], rest.token or None) == (["a"], None)


def test_log_model_leaves_its_traces(client, experiment):
    with mlflow.start_run() as run:
        mlflow.log_params({"c": 5})
        mlflow.log_metric("r2", 0.5, step=2)
        info = mlflow.sklearn.log_model(
            LinearRegression().fit([[0], [1]], [0, 1]), name="line", step=2, pip_requirements=["scikit-learn"]
        )
    found = client.get_logged_model(info.model_id)
    assert (found.name, found.status, found.params["c"]) == ("line", LoggedModelStatus.READY, "5")
    assert [(m.key, m.value, m.step) for m in found.metrics] == [("r2", 0.5, 2)]
    outputs = client.get_run(run.info.run_id).outputs.model_outputs
    assert [(output.model_id, output.step) for output in outputs] == [(info.model_id, 2)]
    (searched,) = client.search_runs([experiment])
    assert [output.model_id for output in searched.outputs.model_outputs] == [info.model_id]
    assert "MLmodel" in {file.path for file in client.list_logged_model_artifacts(info.model_id)}


def test_models_as_inputs(client, run_id, create):
    made = create()
    client.log_inputs(run_id, models=[LoggedModelInput(model_id=made.model_id)])
    inputs = client.get_run(run_id).inputs.model_inputs
    assert [found.model_id for found in inputs] == [made.model_id]


def test_registering_marks_the_model(client, experiment, unique):
    name = unique("marked")
    with mlflow.start_run():
        info = mlflow.sklearn.log_model(
            LinearRegression().fit([[0], [1]], [0, 1]),
            name="line",
            registered_model_name=name,
            pip_requirements=["scikit-learn"],
        )
    marks = json.loads(client.get_logged_model(info.model_id).tags["mlflow.modelVersions"])
    assert {(mark["name"], int(mark["version"])) for mark in marks} == {(name, 1)}
    version = client.get_model_version(name, "1")
    assert version.source == f"models:/{info.model_id}"
    uri = client.get_model_version_download_uri(name, "1")
    assert uri == f"mlflow-artifacts:/{experiment}/models/{info.model_id}/artifacts"


def test_fluent_search_and_last_logged(experiment):
    with mlflow.start_run():
        info = mlflow.sklearn.log_model(
            LinearRegression().fit([[0], [1]], [0, 1]), name="line", pip_requirements=["scikit-learn"]
        )
    assert mlflow.last_logged_model().model_id == info.model_id
    frame = mlflow.search_logged_models([experiment])
    assert list(frame["name"]) == ["line"]
