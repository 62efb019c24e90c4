"""Experiments: through the fluent API and through MlflowClient."""

import mlflow
import pytest
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException

from conftest import tags_of

AWKWARD_NAMES = ["/Users/someone/my experiment", "Überblick 模型", "a 'quoted' \"name\"", "100% & more; #1?", "…"]


def test_default_experiment_is_there(client):
    default = client.get_experiment("0")
    assert (default.name, default.lifecycle_stage) == ("Default", "active")
    assert client.get_experiment_by_name("Default").experiment_id == "0"


@pytest.mark.parametrize("name", AWKWARD_NAMES)
def test_create_and_get_by_any_name(client, unique, name):
    name = unique(name)
    created = client.create_experiment(name, tags={"team": "news", "unicode": "日本"})
    found = client.get_experiment_by_name(name)
    assert found.experiment_id == created == client.get_experiment(created).experiment_id
    assert found.tags == {"team": "news", "unicode": "日本"}
    assert found.creation_time == found.last_update_time > 1_600_000_000_000
    assert found.artifact_location == f"mlflow-artifacts:/{created}"


def test_own_artifact_location(client, unique):
    created = client.create_experiment(unique("elsewhere"), "s3://bucket/some prefix")
    assert client.get_experiment(created).artifact_location == "s3://bucket/some prefix"
    run = client.create_run(created)
    assert run.info.artifact_uri == f"s3://bucket/some prefix/{run.info.run_id}/artifacts"


def test_unknown_experiments(client, unique):
    assert client.get_experiment_by_name(unique("nowhere")) is None
    with pytest.raises(MlflowException) as raised:
        client.get_experiment("987654321")
    assert raised.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_rename(client, unique):
    old, new = unique("old"), unique("new")
    created = client.create_experiment(old)
    client.rename_experiment(created, new)
    assert client.get_experiment(created).name == new
    assert client.get_experiment_by_name(old) is None


def test_taken_name(client, unique):
    name = unique("taken")
    created = client.create_experiment(name)
    with pytest.raises(MlflowException) as raised:
        client.create_experiment(name)
    assert raised.value.error_code == "RESOURCE_ALREADY_EXISTS"
    client.delete_experiment(created)
    with pytest.raises(MlflowException) as raised:
        client.create_experiment(name)
    assert raised.value.error_code == "RESOURCE_ALREADY_EXISTS"


def test_delete_and_restore_take_the_runs_along(client, unique):
    created = client.create_experiment(unique("deleted"))
    kept, gone = (client.create_run(created).info.run_id for _ in range(2))
    client.delete_run(gone)
    client.delete_experiment(created)
    assert client.get_experiment(created).lifecycle_stage == "deleted"
    assert client.get_run(kept).info.lifecycle_stage == "deleted"
    with pytest.raises(MlflowException) as raised:
        client.create_run(created)
    assert raised.value.error_code == "INVALID_PARAMETER_VALUE"
    client.restore_experiment(created)
    assert client.get_experiment(created).lifecycle_stage == "active"
    stages = {client.get_run(run).info.lifecycle_stage for run in (kept, gone)}
    assert stages == {"active"}


def test_set_experiment_refuses_a_deleted_one(client, unique):
    name = unique("deleted")
    client.delete_experiment(client.create_experiment(name))
    with pytest.raises(MlflowException, match="deleted"):
        mlflow.set_experiment(name)


def test_tags(client, experiment):
    client.set_experiment_tag(experiment, "owner", "news")
    client.set_experiment_tag(experiment, "owner", "sports")
    client.set_experiment_tag(experiment, "mlflow.note.content", "# Title\n\nüber\n")
    mlflow.set_experiment_tag("fluent", "yes")
    found = client.get_experiment(experiment)
    assert tags_of(found) == {"owner": "sports", "fluent": "yes"}
    assert found.tags["mlflow.note.content"] == "# Title\n\nüber\n"


def test_search_filters_orders_and_pages(client, unique):
    word = unique("word").replace(" ", "")
    ids = {name: client.create_experiment(f"{word}-{name}", tags={"word": word}) for name in "cabed"}
    client.delete_experiment(ids["e"])

    def names(**arguments):
        found = client.search_experiments(**arguments)
        return "".join(experiment.name.removeprefix(f"{word}-") for experiment in found)

    ours = f"tags.word = '{word}'"
    assert names(filter_string=ours) == "dbac"
    assert names(filter_string=ours, order_by=["name ASC"]) == "abcd"
    assert names(filter_string=ours, order_by=["name DESC"], view_type=ViewType.ALL) == "edcba"
    assert names(filter_string=ours, view_type=ViewType.DELETED_ONLY) == "e"
    assert names(filter_string=f"name LIKE '{word}-%'", order_by=["experiment_id"]) == "cabd"
    assert names(filter_string=f"name ILIKE '{word.upper()}-%'", order_by=["name"]) == "abcd"
    assert names(filter_string=f"name = '{word}-a'") == "a"
    assert names(filter_string=f"name != '{word}-a' AND {ours}", order_by=["name"]) == "bcd"
    created = client.get_experiment(ids["a"]).creation_time
    assert "a" in names(filter_string=f"creation_time >= {created} AND {ours}")

    first = client.search_experiments(filter_string=ours, order_by=["name"], max_results=3)
    assert [found.name[-1] for found in first] == ["a", "b", "c"]
    rest = client.search_experiments(
        filter_string=ours, order_by=["name"], max_results=3, page_token=first.token
    )
    assert ([found.name[-1] for found in rest], rest.token or None) == (["d"], None)
