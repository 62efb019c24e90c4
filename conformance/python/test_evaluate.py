"""MLflow's own evaluation of a model: metrics, plots and tables in one run."""

import mlflow
import mlflow.sklearn
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

FRAME = load_iris(as_frame=True).frame


def test_evaluate_a_classifier(client, experiment):
    model = LogisticRegression(max_iter=500).fit(FRAME.drop(columns="target"), FRAME["target"])
    with mlflow.start_run() as run:
        info = mlflow.sklearn.log_model(model, "model", pip_requirements=["scikit-learn"])
        result = mlflow.models.evaluate(
            info.model_uri,
            FRAME,
            targets="target",
            model_type="classifier",
            evaluator_config={"log_model_explainability": False},
        )
    found = client.get_run(run.info.run_id)
    assert found.data.metrics["accuracy_score"] == result.metrics["accuracy_score"] > 0.9
    assert {"f1_score", "log_loss", "precision_score"} <= set(found.data.metrics)
    assert "confusion_matrix.png" in {file.path for file in client.list_artifacts(run.info.run_id)}
    (dataset,) = found.inputs.dataset_inputs
    assert dataset.dataset.digest and "dataset" in dataset.dataset.name
