"""Command lines: MLflow's own and `slipway`, which must have the same effects with the same words."""

import io
import json
import os
import subprocess
from pathlib import Path

import pandas
import pytest
from click.testing import CliRunner
from mlflow.cli import cli as mlflow_cli

SLIPWAY = Path(__file__).parents[2] / "packages" / "cli" / "bin" / "slipway.js"


# The fluent API of the fixtures leaves its experiment in the environment.
FRESH = {"MLFLOW_EXPERIMENT_ID": None, "MLFLOW_EXPERIMENT_NAME": None}


def run_mlflow(*words, env=None):
    result = CliRunner().invoke(mlflow_cli, [str(word) for word in words], env={**FRESH, **(env or {})})
    return result.exit_code, result.stdout


def run_slipway(*words, env=None):
    command = ["node", SLIPWAY, *map(str, words)]
    shell = {name: value for name, value in {**os.environ, **FRESH, **(env or {})}.items() if value is not None}
    ended = subprocess.run(command, capture_output=True, text=True, env=shell, check=False)
    return ended.returncode, ended.stdout


def made_run(out):
    """The JSON that `runs create` prints; MLflow prints links before it."""
    return json.loads(out[out.index("{\n") :])


@pytest.fixture(params=["mlflow", "slipway"])
def command(request):
    """Runs a command that must succeed, and returns what it printed."""
    run = run_mlflow if request.param == "mlflow" else run_slipway

    def succeed(*words, env=None):
        code, out = run(*words, env=env)
        assert code == 0, out
        return out

    succeed.run = run
    return succeed


def test_experiments(command, client, unique, server):
    name, renamed = unique("experiment"), unique("renamed")
    out = command("experiments", "create", "-n", name, "-l", "mlflow-artifacts:/elsewhere")
    created = client.get_experiment_by_name(name)
    assert created.artifact_location == "mlflow-artifacts:/elsewhere"
    id = created.experiment_id
    assert out == f"Created experiment '{name}' with id {id}\n"
    assert json.loads(command("experiments", "get", "-n", name, "--output", "json"))["experiment_id"] == id
    assert name in command("experiments", "get", "-x", id)
    out = command("experiments", "rename", "-x", id, "--new-name", renamed)
    assert out == f"Experiment with id {id} has been renamed to '{renamed}'.\n"
    assert client.get_experiment(id).name == renamed
    assert renamed in command("experiments", "search")
    assert command("experiments", "delete", "-x", id) == f"Experiment with ID {id} has been deleted.\n"
    assert client.get_experiment(id).lifecycle_stage == "deleted"
    assert renamed not in command("experiments", "search")
    assert renamed in command("experiments", "search", "-v", "deleted_only")
    assert renamed in command("experiments", "search", "--view", "all")
    assert command("experiments", "restore", "-x", id) == f"Experiment with id {id} has been restored.\n"
    assert client.get_experiment(id).lifecycle_stage == "active"
    assert len(command("experiments", "search", "--max-results", "1").splitlines()) == 3


def test_runs(command, client, experiment):
    words = ["--run-name", "by hand", "--description", "what it is", "-t", "team=mail", "-t", "note=a=b"]
    made = made_run(command("runs", "create", "--experiment-id", experiment, *words, "--status", "killed"))
    assert made == {"run_id": made["run_id"], "experiment_id": experiment, "status": "KILLED", "run_name": "by hand"}
    run = client.get_run(made["run_id"])
    assert (run.info.status, run.info.run_name) == ("KILLED", "by hand")
    assert run.info.end_time >= run.info.start_time
    tags = run.data.tags
    assert (tags["team"], tags["note"], tags["mlflow.note.content"]) == ("mail", "a=b", "what it is")
    assert tags["mlflow.source.type"] == "LOCAL"
    child = made_run(
        command("runs", "create", "--parent-run-id", made["run_id"], env={"MLFLOW_EXPERIMENT_ID": experiment})
    )
    assert client.get_run(child["run_id"]).data.tags["mlflow.parentRunId"] == made["run_id"]
    listing = command("runs", "list", "--experiment-id", experiment)
    assert made["run_id"] in listing and "by hand" in listing and child["run_id"] in listing
    described = json.loads(command("runs", "describe", "--run-id", made["run_id"]))
    assert described["info"]["run_name"] == "by hand"
    assert described["data"]["tags"]["team"] == "mail"
    assert command("runs", "delete", "--run-id", made["run_id"]) == f"Run with ID {made['run_id']} has been deleted.\n"
    assert made["run_id"] not in command("runs", "list", env={"MLFLOW_EXPERIMENT_ID": experiment})
    assert made["run_id"] in command("runs", "list", "--experiment-id", experiment, "-v", "deleted_only")
    assert command("runs", "restore", "--run-id", made["run_id"]) == f"Run with id {made['run_id']} has been restored.\n"
    assert client.get_run(made["run_id"]).info.lifecycle_stage == "active"


def test_runs_create_makes_the_experiment_that_is_named(command, client, unique):
    name = unique("named")
    made = made_run(command("runs", "create", env={"MLFLOW_EXPERIMENT_NAME": name}))
    assert client.get_experiment_by_name(name).experiment_id == made["experiment_id"]
    assert client.get_run(made["run_id"]).info.status == "FINISHED"


@pytest.mark.parametrize(
    "words",
    [
        ["runs", "create"],
        ["runs", "create", "--experiment-id", "0", "--experiment-name", "Default"],
        ["runs", "create", "--experiment-id", "0", "-t", "a=1", "-t", "a=2"],
        ["runs", "delete", "--run-id", "no-such"],
        ["experiments", "get", "-x", "0", "-n", "Default"],
        ["artifacts", "list", "-r", "no-such"],
        ["artifacts", "download"],
    ],
)
def test_wrong_use_fails(command, words):
    code, _ = command.run(*words)
    assert code != 0


def test_artifacts(command, client, run_id, tmp_path):
    folder = tmp_path / "a folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "top.txt").write_text("top")
    (folder / "deep" / "down.txt").write_text("down")
    (tmp_path / "one file.txt").write_text("one")
    command("artifacts", "log-artifact", "-l", tmp_path / "one file.txt", "-r", run_id)
    command("artifacts", "log-artifact", "-l", tmp_path / "one file.txt", "-r", run_id, "-a", "into/it")
    command("artifacts", "log-artifacts", "-l", folder, "-r", run_id, "-a", "all")
    assert sorted(f.path for f in client.list_artifacts(run_id)) == ["all", "into", "one file.txt"]
    listing = json.loads(command("artifacts", "list", "-r", run_id, "-a", "all"))
    listing.sort(key=lambda file: file["path"])
    assert listing == [
        {"path": "all/deep", "is_dir": True},
        {"path": "all/top.txt", "is_dir": False, "file_size": 3},
    ]
    copies = tmp_path / "copies"
    for words, file, content in [
        (["-r", run_id, "-a", "all"], "deep/down.txt", "down"),
        (["-u", f"runs:/{run_id}/into/it/one file.txt"], "", "one"),
        (["-r", run_id], "all/top.txt", "top"),
    ]:
        where = command("artifacts", "download", *words, "-d", copies).strip()
        assert (Path(where) / file if file else Path(where)).read_text() == content
    where = command("artifacts", "download", "-r", run_id, "-a", "one file.txt").strip()
    assert Path(where).read_text() == "one"


def test_csv(client, experiment, tmp_path):
    """Ours is the table of MLflow's: pandas reads the same from both."""
    for n in range(3):
        run = client.create_run(experiment, start_time=1_700_000_000_000 + n, run_name=f"run, {n}")
        client.log_metric(run.info.run_id, "half", [0.5, float("nan"), float("inf")][n])
        client.log_param(run.info.run_id, f"param {n}", 'a "quoted"\nvalue')
    client.set_terminated(run.info.run_id, end_time=1_700_000_100_000)
    tables = []
    for name, run in [("theirs", run_mlflow), ("ours", run_slipway)]:
        file = tmp_path / f"{name}.csv"
        code, out = run("experiments", "csv", "-x", experiment, "-o", file)
        assert (code, out) == (0, f"Experiment with ID {experiment} has been exported as a CSV to file: {file}.\n")
        _, printed = run("experiments", "csv", "-x", experiment)
        for text in [file.read_text(), printed]:
            table = pandas.read_csv(io.StringIO(text), parse_dates=["start_time", "end_time"])
            tables.append(table[sorted(table.columns)])
    assert list(pandas.read_csv(tmp_path / "ours.csv").columns)[:6] == list(
        pandas.read_csv(tmp_path / "theirs.csv").columns
    )[:6]
    for table in tables[1:]:
        pandas.testing.assert_frame_equal(table, tables[0])
