"""What points at a version: stages, one by one and with archiving, and aliases."""

import pytest
from mlflow.exceptions import MlflowException


def stages(client, name):
    return {str(v.version): v.current_stage for v in client.search_model_versions(f"name='{name}'")}


def test_every_transition_in_any_case(client, model_name, add_version):
    add_version()
    for stage in ("Staging", "production", "ARCHIVED", "none"):
        moved = client.transition_model_version_stage(model_name, "1", stage)
        assert moved.current_stage == client.get_model_version(model_name, "1").current_stage == stage.capitalize()


def test_archiving_what_was_there(client, model_name, add_version):
    for version in ("1", "2", "3"):
        add_version()
        client.transition_model_version_stage(model_name, version, "Production" if version < "3" else "Staging")
    client.transition_model_version_stage(model_name, "3", "Production", archive_existing_versions=True)
    assert stages(client, model_name) == {"1": "Archived", "2": "Archived", "3": "Production"}


def test_two_in_one_stage_without_archiving(client, model_name, add_version):
    for version in ("1", "2"):
        add_version()
        client.transition_model_version_stage(model_name, version, "Production")
    assert stages(client, model_name) == {"1": "Production", "2": "Production"}


def test_latest_versions(client, model_name, add_version):
    for version, stage in (("1", "Production"), ("2", "Production"), ("3", "Staging"), ("4", None), ("5", None)):
        add_version()
        if stage:
            client.transition_model_version_stage(model_name, version, stage)
    latest = {v.current_stage: str(v.version) for v in client.get_latest_versions(model_name)}
    assert latest == {"Production": "2", "Staging": "3", "None": "5"}
    assert [str(v.version) for v in client.get_latest_versions(model_name, ["production"])] == ["2"]
    assert client.get_latest_versions(model_name, ["Archived"]) == []
    model = client.get_registered_model(model_name)
    assert {v.current_stage: str(v.version) for v in model.latest_versions} == latest


def test_refused_stages(client, model_name, add_version):
    add_version()
    for stage in ("bogus", "Prod", "Deleted_Internal"):
        with pytest.raises(MlflowException) as raised:
            client.transition_model_version_stage(model_name, "1", stage)
        assert raised.value.error_code == "INVALID_PARAMETER_VALUE"
    with pytest.raises(MlflowException) as raised:
        client.transition_model_version_stage(model_name, "9", "Production")
    assert raised.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    assert stages(client, model_name) == {"1": "None"}


def test_aliases_move_and_go(client, model_name, add_version):
    add_version(), add_version()
    client.set_registered_model_alias(model_name, "champion", "1")
    client.set_registered_model_alias(model_name, "other-alias_2", "1")
    assert sorted(client.get_model_version(model_name, "1").aliases) == ["champion", "other-alias_2"]
    client.set_registered_model_alias(model_name, "champion", "2")
    assert str(client.get_model_version_by_alias(model_name, "champion").version) == "2"
    assert client.get_registered_model(model_name).aliases == {"champion": "2", "other-alias_2": "1"}
    assert client.get_model_version(model_name, "2").aliases == ["champion"]
    client.delete_registered_model_alias(model_name, "champion")
    client.delete_registered_model_alias(model_name, "champion")
    with pytest.raises(MlflowException) as raised:
        client.get_model_version_by_alias(model_name, "champion")
    assert raised.value.error_code == "INVALID_PARAMETER_VALUE"


def test_deleting_a_version_drops_its_aliases(client, model_name, add_version):
    add_version()
    client.set_registered_model_alias(model_name, "champion", "1")
    client.delete_model_version(model_name, "1")
    assert client.get_registered_model(model_name).aliases == {}


@pytest.mark.parametrize("alias", ["latest", "Latest", "v1", "V22", "a b", "a/b", "a.b", "", "a" * 256])
def test_refused_aliases(client, model_name, add_version, alias):
    add_version()
    with pytest.raises(MlflowException) as raised:
        client.set_registered_model_alias(model_name, alias, "1")
    assert raised.value.error_code == "INVALID_PARAMETER_VALUE"
    assert client.get_registered_model(model_name).aliases == {}


def test_alias_of_an_unknown_version(client, model_name):
    with pytest.raises(MlflowException) as raised:
        client.set_registered_model_alias(model_name, "champion", "9")
    assert raised.value.error_code == "RESOURCE_DOES_NOT_EXIST"
