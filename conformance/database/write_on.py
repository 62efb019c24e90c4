"""Goes on writing where fill.py ended, on whichever server has the database now."""

from mlflow import MlflowClient

client = MlflowClient()

experiments = client.search_experiments(view_type=3)
created = client.create_experiment("written on")
assert int(created) > max(int(experiment.experiment_id) for experiment in experiments)

(run,) = client.search_runs([client.get_experiment_by_name("first").experiment_id], "run_name = 'full'")
client.log_metric(run.info.run_id, "loss", 0.001, timestamp=1_700_000_200_000, step=300)
assert len(client.get_metric_history(run.info.run_id, "loss")) == 301
assert client.get_run(run.info.run_id).data.metrics["loss"] == 0.001
assert client.search_runs([run.info.experiment_id], "metrics.loss < 0.002 AND params.`param 1` = '1'")

client.restore_experiment(client.get_experiment_by_name("gone").experiment_id)
source = f"{run.info.artifact_uri}/model"
version = client.create_model_version("News Classification Model", source, run.info.run_id)
assert int(version.version) == 6
client.transition_model_version_stage("News Classification Model", "6", "Production", archive_existing_versions=True)
assert client.get_model_version("News Classification Model", "2").current_stage == "Archived"
client.delete_registered_model("it's new")
