"""Models of scikit-learn: logged, registered, loaded again by every kind of address."""

import mlflow
import mlflow.pyfunc
import mlflow.sklearn
import pytest
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

DATA = load_iris(as_frame=True)


@pytest.fixture(scope="module")
def model():
    return LogisticRegression(max_iter=500).fit(DATA.data, DATA.target)


def log(model, **arguments):
    """Logs `model` as "model" in a new run; the run and what log_model returned."""
    with mlflow.start_run() as run:
        mlflow.log_params({"C": 1.0})
        mlflow.log_metric("accuracy", model.score(DATA.data, DATA.target))
        info = mlflow.sklearn.log_model(model, "model", pip_requirements=["scikit-learn"], **arguments)
    return run, info


def test_log_and_load(experiment, model):
    run, info = log(model)
    for uri in (f"runs:/{run.info.run_id}/model", info.model_uri):
        loaded = mlflow.sklearn.load_model(uri)
        assert (loaded.predict(DATA.data) == model.predict(DATA.data)).all()
        assert (mlflow.pyfunc.load_model(uri).predict(DATA.data) == model.predict(DATA.data)).all()


def test_signature_and_input_example(experiment, model):
    example = DATA.data[:2]
    _, info = log(model, signature=infer_signature(example, model.predict(example)), input_example=example)
    loaded = mlflow.pyfunc.load_model(info.model_uri)
    assert loaded.metadata.signature.inputs.input_names() == list(DATA.data.columns)
    assert loaded.input_example.equals(example)
    assert mlflow.models.get_model_info(info.model_uri).flavors["sklearn"]["code"] is None


def test_registered_while_logging(client, experiment, model, unique):
    name = unique("registered while logging")
    run, _ = log(model, registered_model_name=name)
    log(model, registered_model_name=name)
    versions = {v.version: v for v in client.search_model_versions(f"name = '{name}'")}
    assert set(versions) == {"1", "2"}
    assert (versions["1"].run_id, versions["1"].status) == (run.info.run_id, "READY")
    for uri in (f"models:/{name}/1", f"models:/{name}/latest"):
        assert (mlflow.pyfunc.load_model(uri).predict(DATA.data) == model.predict(DATA.data)).all()


def test_register_afterwards_and_load_by_stage_and_alias(client, experiment, model, unique):
    name = unique("registered afterwards")
    run, _ = log(model)
    version = mlflow.register_model(f"runs:/{run.info.run_id}/model", name, tags={"by": "hand"})
    assert (version.version, version.run_id) in {("1", run.info.run_id), (1, run.info.run_id)}
    assert client.get_model_version(name, "1").tags == {"by": "hand"}
    client.transition_model_version_stage(name, "1", "Staging")
    client.set_registered_model_alias(name, "champion", "1")
    for address in ("/Staging", "@champion", "/1", "/latest"):
        uri = f"models:/{name}{address}"
        assert (mlflow.sklearn.load_model(uri).predict(DATA.data) == model.predict(DATA.data)).all()


def test_copy_a_version(client, experiment, model, unique):
    source, target = unique("source"), unique("target")
    run, _ = log(model, registered_model_name=source)
    copied = client.copy_model_version(f"models:/{source}/1", target)
    assert (copied.name, int(copied.version), copied.run_id) == (target, 1, run.info.run_id)
    assert (mlflow.pyfunc.load_model(f"models:/{target}/1").predict(DATA.data) == model.predict(DATA.data)).all()


def test_download_the_files_of_a_version(client, experiment, model, unique, tmp_path):
    name = unique("downloaded")
    log(model, registered_model_name=name)
    uri = client.get_model_version_download_uri(name, "1")
    assert uri.startswith(f"mlflow-artifacts:/{experiment}/")
    folder = mlflow.artifacts.download_artifacts(f"models:/{name}/1", dst_path=str(tmp_path))
    assert (tmp_path / "MLmodel").exists() and folder


def test_several_models_in_one_run(experiment, model):
    with mlflow.start_run() as run:
        for name in ("first", "second"):
            mlflow.sklearn.log_model(model, name, pip_requirements=["scikit-learn"])
    for name in ("first", "second"):
        assert mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/{name}").coef_.shape == (3, 4)
