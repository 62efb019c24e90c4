"""Autologging of scikit-learn, and logging from background threads."""

import mlflow
import pytest
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV

DATA, TARGET = load_iris(return_X_y=True)


@pytest.fixture
def autolog():
    mlflow.sklearn.autolog(max_tuning_runs=2, silent=True)
    yield
    mlflow.sklearn.autolog(disable=True)


def test_fit_is_logged(client, experiment, autolog, generation):
    LogisticRegression(C=0.5, max_iter=300).fit(DATA, TARGET)
    (run,) = client.search_runs([experiment])
    assert run.info.status == "FINISHED"
    assert (run.data.params["C"], run.data.params["max_iter"]) == ("0.5", "300")
    assert run.data.metrics["training_accuracy_score"] > 0.9
    assert run.data.tags["estimator_name"] == "LogisticRegression"
    (found,) = run.inputs.dataset_inputs
    assert {tag.key: tag.value for tag in found.tags} == {"mlflow.data.context": "train"}
    assert mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/model").C == 0.5
    assert ("mlflow.log-model.history" in run.data.tags) == (generation == 2)


def test_a_grid_search_makes_child_runs(client, experiment, autolog):
    mlflow.sklearn.autolog(max_tuning_runs=2, log_models=False, silent=True)
    GridSearchCV(LogisticRegression(max_iter=300), {"C": [0.1, 1, 10]}, cv=2).fit(DATA, TARGET)
    runs = client.search_runs([experiment])
    (parent,) = (run for run in runs if "mlflow.parentRunId" not in run.data.tags)
    children = [run for run in runs if run.data.tags.get("mlflow.parentRunId") == parent.info.run_id]
    assert len(children) == 2 and "best_cv_score" in parent.data.metrics
    assert {"C", "max_iter"} <= set(children[0].data.params)


def test_asynchronous_logging(client, experiment):
    with mlflow.start_run() as run:
        waits = [mlflow.log_metric("loss", 1 / (step + 1), step=step, synchronous=False) for step in range(200)]
        mlflow.log_metrics({"accuracy": 0.5, "f1": 0.25}, step=3, synchronous=False)
        mlflow.log_params({"a": 1, "b": 2}, synchronous=False)
        mlflow.set_tags({"kind": "async"}, synchronous=False)
        for wait in waits:
            wait.wait()
        mlflow.flush_async_logging()
    found = client.get_run(run.info.run_id)
    assert found.data.metrics == {"loss": 1 / 200, "accuracy": 0.5, "f1": 0.25}
    assert found.data.params == {"a": "1", "b": "2"}
    assert found.data.tags["kind"] == "async"
    assert [p.step for p in client.get_metric_history(run.info.run_id, "loss")] == list(range(200))
