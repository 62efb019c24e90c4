"""What every module shares: a client on the server under test, a fresh experiment, and who is who."""

import os
import uuid

import mlflow
import pytest
from mlflow import MlflowClient


@pytest.fixture(scope="session")
def server():
    """Which server answers: "slipway" or "mlflow"."""
    return os.environ["CONFORMANCE_SERVER"]


@pytest.fixture(scope="session")
def generation():
    """Major version of the client."""
    return int(mlflow.__version__.split(".")[0])


@pytest.fixture(scope="session")
def client():
    return MlflowClient()


@pytest.fixture
def unique():
    """Makes names that no other test uses."""
    return lambda name: f"{name} {uuid.uuid4().hex[:8]}"


@pytest.fixture
def experiment(unique):
    """Id of a fresh experiment, which is also the active one of the fluent API."""
    found = mlflow.set_experiment(unique("experiment"))
    yield found.experiment_id
    while mlflow.active_run():
        mlflow.end_run()


@pytest.fixture
def run_id(client, experiment):
    """Id of a fresh running run."""
    return client.create_run(experiment).info.run_id


@pytest.fixture
def model_name(client, unique):
    """Name of a fresh registered model, with a space in it."""
    name = unique("News Classification Model")
    client.create_registered_model(name)
    return name


@pytest.fixture
def add_version(client, model_name, experiment):
    """Adds a version with a run of its own to `model_name`."""

    def add(**arguments):
        run = client.create_run(experiment)
        return client.create_model_version(
            model_name, f"{run.info.artifact_uri}/model", run.info.run_id, **arguments
        )

    return add


def tags_of(entity):
    """The tags of an entity without those that the client adds by itself."""
    return {key: value for key, value in entity.tags.items() if not key.startswith("mlflow.")}
