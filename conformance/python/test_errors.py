"""What a client raises: the type, the code and the status of an error; never a status that it would retry."""

import mlflow
import pytest
import requests
from mlflow.exceptions import MlflowException, RestException


def test_rest_exceptions_carry_code_status_and_message(client):
    with pytest.raises(RestException) as raised:
        client.get_run("0123456789abcdef0123456789abcdef")
    error = raised.value
    assert (error.error_code, error.get_http_status_code()) == ("RESOURCE_DOES_NOT_EXIST", 404)
    assert error.json["message"] == "Run with id=0123456789abcdef0123456789abcdef not found"
    assert str(error).startswith("RESOURCE_DOES_NOT_EXIST: Run with id=")


CASES = {
    "unknown experiment": (lambda c: c.get_experiment("987654321"), "RESOURCE_DOES_NOT_EXIST", 404),
    "id is no number": (lambda c: c.get_experiment("abc"), "INVALID_PARAMETER_VALUE", 400),
    "bad filter": (lambda c: c.search_runs(["0"], "nonsense"), "INVALID_PARAMETER_VALUE", 400),
    "bad order": (lambda c: c.search_runs(["0"], order_by=["nonsense x"]), "INVALID_PARAMETER_VALUE", 400),
    "bad page token": (lambda c: c.search_runs(["0"], page_token="nonsense"), "INVALID_PARAMETER_VALUE", 400),
    "too many results": (lambda c: c.search_runs(["0"], max_results=50001), "INVALID_PARAMETER_VALUE", 400),
    "bad experiment filter": (lambda c: c.search_experiments(filter_string="a > 1"), "INVALID_PARAMETER_VALUE", 400),
    "unknown model": (lambda c: c.get_registered_model("no such model"), "RESOURCE_DOES_NOT_EXIST", 404),
    "unknown version": (lambda c: c.get_model_version("no such model", "1"), "RESOURCE_DOES_NOT_EXIST", 404),
    "unknown model of an alias": (
        lambda c: c.get_model_version_by_alias("no such model", "x"),
        "RESOURCE_DOES_NOT_EXIST",
        404,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_codes(client, name):
    call, code, status = CASES[name]
    with pytest.raises(MlflowException) as raised:
        call(client)
    assert (raised.value.error_code, raised.value.get_http_status_code()) == (code, status)


def test_unknown_endpoint(client):
    answer = requests.get(f"{mlflow.get_tracking_uri()}/api/2.0/mlflow/nowhere")
    assert answer.status_code == 404


def test_health_and_version():
    base = mlflow.get_tracking_uri()
    assert requests.get(f"{base}/health").text == "OK"
    assert requests.get(f"{base}/version").text.count(".") == 2
