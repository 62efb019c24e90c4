"""Registered models and their versions: create, read, change, search, delete."""

import pytest
from mlflow.exceptions import MlflowException

AWKWARD_NAMES = ["with space", "Überblick 模型", "it's \"odd\"", "a.b", "100%", "a&b=c?d#e"]


def refused(code, call, *arguments, **named):
    with pytest.raises(MlflowException) as raised:
        call(*arguments, **named)
    assert raised.value.error_code == code


@pytest.mark.parametrize("name", AWKWARD_NAMES)
def test_create_and_get_by_any_name(client, unique, name):
    name = unique(name)
    made = client.create_registered_model(name, tags={"a": "ü"}, description="what it is")
    found = client.get_registered_model(name)
    assert (found.name, found.description, found.tags) == (name, "what it is", {"a": "ü"})
    assert found.creation_timestamp == found.last_updated_timestamp == made.creation_timestamp
    assert (found.latest_versions, found.aliases) == ([], {})


def test_create_twice(client, model_name):
    refused("RESOURCE_ALREADY_EXISTS", client.create_registered_model, model_name)


@pytest.mark.parametrize("name", ["", " ", "a/b", "a:b", None])
def test_refused_names(client, name):
    refused("INVALID_PARAMETER_VALUE", client.create_registered_model, name)


def test_unknown_model(client, unique):
    name = unique("nowhere")
    for call in (client.get_registered_model, client.delete_registered_model, client.get_latest_versions):
        refused("RESOURCE_DOES_NOT_EXIST", call, name)
    refused("RESOURCE_DOES_NOT_EXIST", client.rename_registered_model, name, unique("new"))
    refused("RESOURCE_DOES_NOT_EXIST", client.update_registered_model, name, "text")
    refused("RESOURCE_DOES_NOT_EXIST", client.create_model_version, name, "s3://bucket/model")


def test_update_and_rename_take_everything_along(client, model_name, add_version, unique):
    client.update_registered_model(model_name, "described")
    add_version(tags={"k": "v"})
    client.set_registered_model_alias(model_name, "champion", "1")
    client.set_registered_model_tag(model_name, "team", "news")
    new = unique("renamed")
    client.rename_registered_model(model_name, new)
    refused("RESOURCE_DOES_NOT_EXIST", client.get_registered_model, model_name)
    found = client.get_registered_model(new)
    assert (found.description, found.tags, found.aliases) == ("described", {"team": "news"}, {"champion": "1"})
    assert client.get_model_version(new, "1").tags == {"k": "v"}
    assert client.get_model_version_by_alias(new, "champion").version in {"1", 1}


def test_rename_to_a_taken_name(client, model_name, unique):
    taken = unique("taken")
    client.create_registered_model(taken)
    refused("RESOURCE_ALREADY_EXISTS", client.rename_registered_model, model_name, taken)


def test_model_tags(client, model_name):
    client.set_registered_model_tag(model_name, "t", "1")
    client.set_registered_model_tag(model_name, "t", "2")
    client.set_registered_model_tag(model_name, "gone", "soon")
    client.delete_registered_model_tag(model_name, "gone")
    client.delete_registered_model_tag(model_name, "never was")
    assert client.get_registered_model(model_name).tags == {"t": "2"}


def test_versions_count_up_and_numbers_are_never_reused(client, model_name, add_version):
    assert [str(add_version().version) for _ in range(3)] == ["1", "2", "3"]
    client.delete_model_version(model_name, "3")
    assert str(add_version().version) == "4"
    refused("RESOURCE_DOES_NOT_EXIST", client.get_model_version, model_name, "3")
    refused("RESOURCE_DOES_NOT_EXIST", client.delete_model_version, model_name, "3")
    assert {str(v.version) for v in client.search_model_versions(f"name='{model_name}'")} == {"1", "2", "4"}


def test_a_version_as_created(client, model_name, experiment):
    run = client.create_run(experiment)
    source = f"{run.info.artifact_uri}/model"
    client.create_model_version(
        model_name, source, run.info.run_id, tags={"k": "ü"}, run_link="http://example.org/r", description="why"
    )
    found = client.get_model_version(model_name, "1")
    assert (found.name, str(found.version), found.source) == (model_name, "1", source)
    assert (found.run_id, found.run_link) == (run.info.run_id, "http://example.org/r")
    assert (found.description, found.tags, found.aliases) == ("why", {"k": "ü"}, [])
    assert (found.status, found.current_stage) == ("READY", "None")
    assert found.creation_timestamp == found.last_updated_timestamp > 1_600_000_000_000
    assert client.get_model_version_download_uri(model_name, "1") == source


def test_update_a_version_and_its_tags(client, model_name, add_version):
    add_version(description="old", tags={"kept": "1"})
    client.update_model_version(model_name, "1", "new")
    client.set_model_version_tag(model_name, "1", "t", "2")
    client.set_model_version_tag(model_name, "1", "gone", "soon")
    client.delete_model_version_tag(model_name, "1", "gone")
    found = client.get_model_version(model_name, "1")
    assert (found.description, found.tags) == ("new", {"kept": "1", "t": "2"})
    assert found.last_updated_timestamp >= found.creation_timestamp


def test_unknown_version(client, model_name):
    for call in (client.get_model_version, client.delete_model_version, client.get_model_version_download_uri):
        refused("RESOURCE_DOES_NOT_EXIST", call, model_name, "7")
    refused("RESOURCE_DOES_NOT_EXIST", client.update_model_version, model_name, "7", "text")
    refused("RESOURCE_DOES_NOT_EXIST", client.set_model_version_tag, model_name, "7", "k", "v")
    refused("INVALID_PARAMETER_VALUE", client.get_model_version, model_name, "seven")


def test_deleting_a_model_takes_its_versions(client, model_name, add_version):
    add_version()
    client.delete_registered_model(model_name)
    refused("RESOURCE_DOES_NOT_EXIST", client.get_model_version, model_name, "1")
    client.create_registered_model(model_name)
    assert str(add_version().version) == "1"


def test_refused_sources(client, model_name, run_id):
    for source in ("file:///etc", "/etc", "http://example.org/m", "s3://bucket/../etc", "mlflow-artifacts://evil:80/x"):
        refused("INVALID_PARAMETER_VALUE", client.create_model_version, model_name, source, run_id)
    assert list(client.search_model_versions(f"name='{model_name}'")) == []


def test_search_models(client, unique):
    word = unique("word").replace(" ", "")
    for name in "cab":
        client.create_registered_model(f"{word}-{name}", tags={"kind": name})

    def names(**arguments):
        return "".join(found.name[-1] for found in client.search_registered_models(**arguments))

    ours = f"name LIKE '{word}-%'"
    assert names(filter_string=ours) == "abc"
    assert names(filter_string=ours, order_by=["name DESC"]) == "cba"
    assert names(filter_string=f"name ILIKE '{word.upper()}%'") == "abc"
    assert names(filter_string=f"name = '{word}-a'") == "a"
    assert names(filter_string=f"{ours} AND tags.kind = 'b'") == "b"
    assert names(filter_string=f"{ours} AND tags.kind != 'b'") == "ac"
    client.update_registered_model(f"{word}-c", "touched")
    assert names(filter_string=ours, order_by=["last_updated_timestamp DESC"])[0] == "c"
    first = client.search_registered_models(ours, max_results=2)
    assert [found.name[-1] for found in first] == ["a", "b"]
    rest = client.search_registered_models(ours, max_results=2, page_token=first.token)
    assert ([found.name[-1] for found in rest], rest.token or None) == (["c"], None)


def test_search_versions(client, model_name, add_version):
    runs = [add_version(tags={"n": str(index)}).run_id for index in range(3)]

    def versions(filter_string, **arguments):
        return [str(v.version) for v in client.search_model_versions(filter_string, **arguments)]

    ours = f"name='{model_name}'"
    assert sorted(versions(ours)) == ["1", "2", "3"]
    assert versions(ours, order_by=["version_number ASC"]) == ["1", "2", "3"]
    assert versions(ours, order_by=["version_number DESC"]) == ["3", "2", "1"]
    assert versions(f"run_id='{runs[1]}'") == ["2"]
    assert sorted(versions(f"run_id IN ('{runs[0]}', '{runs[2]}')")) == ["1", "3"]
    assert versions(f"{ours} and tags.n = '2'") == ["3"]
    assert versions(f"{ours} AND version_number > 1", order_by=["version_number"]) == ["2", "3"]
    assert versions(f"source_path = '{client.get_model_version(model_name, '1').source}'") == ["1"]
    first = client.search_model_versions(ours, max_results=2, order_by=["version_number"])
    rest = client.search_model_versions(ours, max_results=2, order_by=["version_number"], page_token=first.token)
    assert [str(v.version) for v in [*first, *rest]] == ["1", "2", "3"]


def test_names_with_quotes_are_found(client, unique):
    name = unique("it's")
    client.create_registered_model(name)
    assert [found.name for found in client.search_registered_models(f'name = "{name}"')] == [name]


def test_refused_filters(client):
    for text in ("bogus = 'x'", "name = x", "name > 'x'", "name = 'a' OR", "name"):
        refused("INVALID_PARAMETER_VALUE", client.search_registered_models, text)
        refused("INVALID_PARAMETER_VALUE", client.search_model_versions, text)


def test_either_of_two_names(client, unique, server):
    names = sorted(client.create_registered_model(unique("either")).name for _ in range(3))
    text = f"name = '{names[0]}' OR name = '{names[2]}'"
    if server == "slipway":
        assert [found.name for found in client.search_registered_models(text)] == [names[0], names[2]]
    else:
        refused("INVALID_PARAMETER_VALUE", client.search_registered_models, text)
