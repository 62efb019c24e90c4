"""The release script that a team with a tracking server writes by hand, start to end."""

import time

import mlflow
import mlflow.pyfunc
import mlflow.sklearn
import pytest
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from corpus import TOPICS, documents

CANDIDATES = {
    "naive-bayes": lambda: MultinomialNB(),
    "logistic-regression": lambda: LogisticRegression(C=10),
    "linear-svm": lambda: LinearSVC(),
    "most-frequent": lambda: DummyClassifier(),
}


def train(name):
    """Trains and logs one candidate; its run's id."""
    texts, labels = documents(400, seed=1)
    held_texts, held_labels = documents(200, seed=2)
    with mlflow.start_run(run_name=name) as run:
        mlflow.log_param("classifier", name)
        model = make_pipeline(TfidfVectorizer(), CANDIDATES[name]()).fit(texts, labels)
        mlflow.log_metric("accuracy", accuracy_score(held_labels, model.predict(held_texts)))
        mlflow.sklearn.log_model(model, "model", pip_requirements=["scikit-learn"])
    return run.info.run_id


def best_run(client, experiment):
    runs = client.search_runs([experiment], "metrics.accuracy > 0.8", ViewType.ALL)
    assert {run.data.params["classifier"] for run in runs} == set(CANDIDATES) - {"most-frequent"}
    return max(runs, key=lambda run: run.data.metrics["accuracy"])


def ensure_registered(client, name):
    try:
        client.get_registered_model(name)
    except MlflowException as error:
        assert error.error_code == "RESOURCE_DOES_NOT_EXIST"
        client.create_registered_model(name)


def archive_production(client, name):
    """Archives what is in Production; the versions that were."""
    archived = []
    for version in client.search_model_versions(f"name='{name}'"):
        if version.current_stage == "Production":
            client.transition_model_version_stage(name, version.version, "Archived")
            archived.append(version.version)
    return archived


def wait_until_ready(client, run_id):
    for _ in range(50):
        found = client.search_model_versions(f"run_id='{run_id}'")
        if found and found[0].status == "READY":
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no version of run {run_id} became READY")


def release(client, name, run):
    """What the script does with the best run: archive, register, wait, promote."""
    ensure_registered(client, name)
    archived = archive_production(client, name)
    client.create_model_version(name, f"{run.info.artifact_uri}/model", run.info.run_id)
    version = wait_until_ready(client, run.info.run_id)
    client.transition_model_version_stage(name, version.version, "Production")
    return version.version, archived


def test_train_select_and_release(client, experiment, unique, server, generation):
    name = unique("News Classification Model")
    run_ids = {candidate: train(candidate) for candidate in CANDIDATES}

    best = best_run(client, experiment)
    assert best.info.run_id == run_ids[best.data.params["classifier"]]

    assert release(client, name, best) == ("1", [])
    assert release(client, name, client.get_run(run_ids["naive-bayes"])) == ("2", ["1"])

    stages = {found.version: found.current_stage for found in client.search_model_versions(f"name='{name}'")}
    assert stages == {"1": "Archived", "2": "Production"}
    assert [found.version for found in client.get_latest_versions(name, ["Production"])] == ["2"]

    if server == "mlflow" and generation == 3:
        # A 3.x client keeps the files under the logged model, and MLflow looks for them under the run.
        with pytest.raises(MlflowException):
            mlflow.pyfunc.load_model(f"models:/{name}/Production")
        return
    model = mlflow.pyfunc.load_model(f"models:/{name}/Production")
    texts, labels = documents(50, seed=3)
    predicted = list(model.predict(texts))
    assert set(predicted) <= set(TOPICS)
    assert accuracy_score(labels, predicted) > 0.8
