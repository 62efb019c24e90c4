"""Datasets as inputs of runs."""

import mlflow
import numpy
import pandas
import pytest

FRAME = pandas.DataFrame({"text": ["a", "b", "c"], "label": [0, 1, 0]})


@pytest.fixture
def dataset():
    return mlflow.data.from_pandas(FRAME, name="tiny news", targets="label")


def test_log_input(client, experiment, dataset):
    with mlflow.start_run() as run:
        mlflow.log_input(dataset, context="training", tags={"split": "ü"})
    (found,) = client.get_run(run.info.run_id).inputs.dataset_inputs
    assert (found.dataset.name, found.dataset.digest) == ("tiny news", dataset.digest)
    assert {tag.key: tag.value for tag in found.tags} == {"mlflow.data.context": "training", "split": "ü"}
    assert '"num_rows": 3' in found.dataset.profile and "mlflow_colspec" in found.dataset.schema
    assert found.dataset.source_type and found.dataset.source


def test_log_arrays(client, experiment):
    features, targets = numpy.arange(12.0).reshape(6, 2), numpy.array([0, 1, 0, 1, 0, 1])
    with mlflow.start_run() as run:
        mlflow.log_input(mlflow.data.from_numpy(features, targets=targets, name="points"), context="test")
        mlflow.log_input(mlflow.data.from_pandas(FRAME, source="s3://bucket/news.csv", name="news"))
    found = {item.dataset.name: item for item in client.get_run(run.info.run_id).inputs.dataset_inputs}
    assert set(found) == {"points", "news"}
    assert "features_shape" in found["points"].dataset.profile
    assert "mlflow_tensorspec" in found["points"].dataset.schema
    (logged,) = (item for name, item in found.items() if name == "news")
    assert mlflow.data.get_source(logged).uri == "s3://bucket/news.csv"


def test_the_same_dataset_is_logged_once(client, experiment, dataset):
    with mlflow.start_run() as run:
        mlflow.log_input(dataset, context="training")
        mlflow.log_input(dataset, context="training")
    assert len(client.get_run(run.info.run_id).inputs.dataset_inputs) == 1


def test_one_dataset_in_several_runs(client, experiment, dataset):
    other = mlflow.data.from_pandas(FRAME[:2], name="other")
    ids = []
    for context in ("training", "validation"):
        with mlflow.start_run() as run:
            mlflow.log_input(dataset, context=context)
            mlflow.log_input(other)
        ids.append(run.info.run_id)
    contexts = [_context(client.get_run(run_id), "tiny news") for run_id in ids]
    assert contexts == ["training", "validation"]


def test_search_by_dataset(client, experiment, dataset):
    with mlflow.start_run() as run:
        mlflow.log_input(dataset, context="eval")
    with mlflow.start_run():
        pass
    for clause in (
        "dataset.name = 'tiny news'",
        f"dataset.digest = '{dataset.digest}'",
        "dataset.context = 'eval'",
        "datasets.name LIKE 'tiny%' AND dataset.context ILIKE 'EVAL'",
    ):
        found = client.search_runs([experiment], clause)
        assert [r.info.run_id for r in found] == [run.info.run_id]
        assert len(found[0].inputs.dataset_inputs) == 1
    assert list(client.search_runs([experiment], "dataset.context = 'train'")) == []


def _context(run, name):
    (tags,) = (found.tags for found in run.inputs.dataset_inputs if found.dataset.name == name)
    return next(tag.value for tag in tags if tag.key == "mlflow.data.context")
