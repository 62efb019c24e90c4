"""Artifacts through the proxy: files, folders, text, dictionaries, awkward names."""

import json

import matplotlib
import mlflow
import numpy
import pytest
from matplotlib import pyplot
from mlflow.exceptions import MlflowException

matplotlib.use("Agg")

# No "#" and no "?": the client itself sends those unescaped.
AWKWARD = ["a b.txt", "größe.txt", "模型.bin", "a+b.txt", "100%.txt", "x;y.txt", "..a", "a..b", "a'b.txt"]
AWKWARD += [".hidden", "a&b=c.txt", "a@b,c.txt", "[x]{y}.txt", "~tilde"]


@pytest.fixture
def local(tmp_path):
    """A folder with a file, an empty file, and a file two folders down."""
    (tmp_path / "source" / "sub dir" / "deep").mkdir(parents=True)
    (tmp_path / "source" / "top.txt").write_text("top\n")
    (tmp_path / "source" / "empty.txt").write_text("")
    (tmp_path / "source" / "sub dir" / "deep" / "data.bin").write_bytes(bytes(range(256)) * 40)
    return tmp_path / "source"


def listed(client, run_id, path=None):
    return {(f.path, f.is_dir, f.file_size or 0) for f in client.list_artifacts(run_id, path)}


def test_empty_run_has_no_artifacts(client, run_id):
    assert client.list_artifacts(run_id) == []


def test_log_list_and_download(client, run_id, local, tmp_path):
    client.log_artifact(run_id, str(local / "top.txt"))
    client.log_artifacts(run_id, str(local), "folder")
    assert listed(client, run_id) == {("folder", True, 0), ("top.txt", False, 4)}
    inside = {("folder/empty.txt", False, 0), ("folder/top.txt", False, 4), ("folder/sub dir", True, 0)}
    assert listed(client, run_id, "folder") == inside
    assert listed(client, run_id, "folder/sub dir/deep") == {("folder/sub dir/deep/data.bin", False, 10240)}
    target = tmp_path / "target"
    target.mkdir()
    got = client.download_artifacts(run_id, "folder", str(target))
    for file in ("top.txt", "empty.txt", "sub dir/deep/data.bin"):
        assert (target / "folder" / file).read_bytes() == (local / file).read_bytes()
    assert got.rstrip("/").endswith("folder")


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_names(client, run_id, tmp_path, name):
    (tmp_path / name).write_text(f"this is {name}")
    client.log_artifact(run_id, str(tmp_path / name), "dir with ünïcode")
    assert [f.path for f in client.list_artifacts(run_id, "dir with ünïcode")] == [f"dir with ünïcode/{name}"]
    target = tmp_path / "down"
    target.mkdir()
    got = client.download_artifacts(run_id, f"dir with ünïcode/{name}", str(target))
    with open(got, encoding="utf-8") as file:
        assert file.read() == f"this is {name}"


def test_overwriting_keeps_the_last(client, run_id):
    client.log_text(run_id, "first, and longer", "notes.txt")
    client.log_text(run_id, "second", "notes.txt")
    assert listed(client, run_id) == {("notes.txt", False, 6)}


def test_fluent_text_dict_and_table(client, experiment):
    with mlflow.start_run() as run:
        mlflow.log_text("# über\n", "docs/readme.md")
        mlflow.log_dict({"a": [1, 2], "b": {"c": "ü"}}, "config/c.json")
        mlflow.log_dict({"a": 1}, "config/c.yaml")
        mlflow.log_image(numpy.zeros((4, 4, 3), dtype="uint8"), "image.png")
        mlflow.log_table({"text": ["x", "y"], "score": [1, 2]}, "table.json")
    uri = run.info.artifact_uri
    assert mlflow.artifacts.load_text(f"{uri}/docs/readme.md") == "# über\n"
    assert mlflow.artifacts.load_dict(f"{uri}/config/c.json") == {"a": [1, 2], "b": {"c": "ü"}}
    assert json.loads(mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/config/c.json"))["a"] == [1, 2]
    assert {f.path for f in client.list_artifacts(run.info.run_id)} == {"docs", "config", "image.png", "table.json"}
    table = mlflow.load_table("table.json", run_ids=[run.info.run_id])
    assert list(table["score"]) == [1, 2]


def test_figures_images_by_step_and_tables_of_several_runs(client, experiment):
    figure, axes = pyplot.subplots()
    axes.plot([0, 1], [1, 0])
    ids = []
    for name in ("x", "y"):
        with mlflow.start_run() as run:
            mlflow.log_figure(figure, "plots/loss.png")
            for step in range(2):
                mlflow.log_image(numpy.full((4, 4, 3), 100 * step, dtype="uint8"), key="sample", step=step)
            for score in (1, 2):
                mlflow.log_table({"text": [name], "score": [score]}, "table.json")
            mlflow.flush_artifact_async_logging()
        ids.append(run.info.run_id)
    pyplot.close(figure)
    assert {path for path, _, _ in listed(client, ids[0], "plots")} == {"plots/loss.png"}
    image = mlflow.artifacts.load_image(f"runs:/{ids[0]}/plots/loss.png")
    assert image.format == "PNG" and image.size[0] > 100
    images = {path.rsplit(".", 1)[1] for path, _, _ in listed(client, ids[0], "images")}
    assert len(listed(client, ids[0], "images")) == 4 and images == {"png", "webp"}
    table = mlflow.load_table("table.json", run_ids=ids, extra_columns=["run_id"])
    rows = sorted(zip(table["run_id"], table["text"], table["score"]))
    assert rows == sorted((run_id, name, score) for run_id, name in zip(ids, "xy") for score in (1, 2))


def test_big_file_survives(client, run_id, tmp_path):
    content = bytes(range(251)) * 80_000
    (tmp_path / "big.bin").write_bytes(content)
    client.log_artifact(run_id, str(tmp_path / "big.bin"))
    (tmp_path / "down").mkdir()
    got = client.download_artifacts(run_id, "big.bin", str(tmp_path / "down"))
    with open(got, "rb") as file:
        assert file.read() == content


def test_missing_artifacts(client, run_id, tmp_path):
    with pytest.raises((MlflowException, OSError)):
        client.download_artifacts(run_id, "nowhere.txt", str(tmp_path))
    assert client.list_artifacts(run_id, "nowhere") == []


def test_runs_are_kept_apart(client, experiment):
    first, second = (client.create_run(experiment).info.run_id for _ in range(2))
    client.log_text(first, "1", "same.txt")
    client.log_text(second, "22", "same.txt")
    assert listed(client, first) == {("same.txt", False, 1)}
    assert listed(client, second) == {("same.txt", False, 2)}


def test_delete(client, run_id):
    from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

    client.log_text(run_id, "1", "gone/a.txt")
    client.log_text(run_id, "2", "kept.txt")
    repository = get_artifact_repository(client.get_run(run_id).info.artifact_uri)
    repository.delete_artifacts("gone/a.txt")
    repository.delete_artifacts("gone")
    repository.delete_artifacts("never was")
    assert listed(client, run_id) == {("kept.txt", False, 1)}
