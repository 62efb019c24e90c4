"""Metrics, params and tags: one by one, in batches, with their histories and limits."""

import math

import mlflow
import pytest
from mlflow.entities import Metric, Param, RunTag
from mlflow.exceptions import MlflowException

NAMES = ["simple", "with space", "dir/sub.name", "a-b_c:d", "größe", "精度", "x" * 250]


@pytest.mark.parametrize("name", NAMES)
def test_names(client, run_id, name):
    client.log_metric(run_id, name, 0.5)
    client.log_param(run_id, name, "value")
    client.set_tag(run_id, name, "value")
    data = client.get_run(run_id).data
    assert (data.metrics[name], data.params[name], data.tags[name]) == (0.5, "value", "value")
    assert [point.value for point in client.get_metric_history(run_id, name)] == [0.5]


@pytest.mark.parametrize("name", ["a//b", "../up", "/root", "a/", ".", "100%", "a,b", "x" * 251])
def test_refused_names(client, run_id, name):
    calls = (client.log_metric, 1.0), (client.log_param, "1"), (client.set_tag, "1")
    for call, value in calls:
        with pytest.raises(MlflowException) as raised:
            call(run_id, name, value)
        assert raised.value.error_code == "INVALID_PARAMETER_VALUE"
    data = client.get_run(run_id).data
    assert (data.metrics, data.params, set(data.tags)) == ({}, {}, {"mlflow.runName"})


def test_history_keeps_every_point_in_order(client, run_id):
    for step, value in [(0, 0.1), (1, 0.5), (2, 0.3), (2, 0.4), (-1, 9.0)]:
        client.log_metric(run_id, "loss", value, timestamp=1000 + step, step=step)
    client.log_metric(run_id, "loss", 0.4, timestamp=1002, step=2)
    points = [(p.step, p.timestamp, p.value) for p in client.get_metric_history(run_id, "loss")]
    assert points == [(-1, 999, 9.0), (0, 1000, 0.1), (1, 1001, 0.5), (2, 1002, 0.3), (2, 1002, 0.4)]
    assert client.get_run(run_id).data.metrics == {"loss": 0.4}


def test_latest_is_by_step_then_time_then_value(client, run_id):
    for value, timestamp, step in [(5, 10, 3), (1, 11, 3), (9, 99, 2), (2, 11, 3)]:
        client.log_metric(run_id, "tie", value, timestamp=timestamp, step=step)
    assert client.get_run(run_id).data.metrics["tie"] == 2


def test_extreme_values(client, run_id):
    values = {
        "nan": math.nan,
        "tiny": 5e-324,
        "huge": 1.7976931348623157e308,
        "negative": -1e-9,
        "third": 1 / 3,
        "integer": 2**53,
    }
    for name, value in values.items():
        client.log_metric(run_id, name, value)
    found = client.get_run(run_id).data.metrics
    assert math.isnan(found.pop("nan")) and math.isnan(values.pop("nan"))
    assert found == values
    assert math.isnan(client.get_metric_history(run_id, "nan")[0].value)


@pytest.mark.parametrize("sign", [1, -1])
def test_infinity_is_stored_as_the_largest_double(client, run_id, sign):
    client.log_metric(run_id, "infinite", sign * math.inf)
    assert client.get_run(run_id).data.metrics["infinite"] == sign * 1.7976931348623157e308


def test_large_steps_and_timestamps(client, run_id):
    client.log_metric(run_id, "m", 1.0, timestamp=2**53 - 1, step=2**53 - 1)
    (point,) = client.get_metric_history(run_id, "m")
    assert (point.timestamp, point.step) == (2**53 - 1, 2**53 - 1)


def test_fluent_logging(client, experiment):
    with mlflow.start_run() as run:
        mlflow.log_params({"alpha": 0.5, "layers": [1, 2], "none": None, "flag": True})
        for step in range(3):
            mlflow.log_metrics({"loss": 1 / (step + 1), "accuracy": step / 2}, step=step)
        mlflow.set_tags({"kind": "test", "number": 5})
        mlflow.set_tag("gone", "soon")
        mlflow.delete_tag("gone")
    data = client.get_run(run.info.run_id).data
    assert data.params == {"alpha": "0.5", "layers": "[1, 2]", "none": "None", "flag": "True"}
    assert data.metrics == {"loss": 1 / 3, "accuracy": 1.0}
    assert (data.tags["kind"], data.tags["number"], "gone" in data.tags) == ("test", "5", False)


def test_batch(client, run_id):
    metrics = [Metric("m", step * 0.5, 1000 + step, step) for step in range(1000)]
    client.log_batch(run_id, metrics=metrics)
    client.log_batch(
        run_id,
        params=[Param(f"p{index}", str(index)) for index in range(100)],
        tags=[RunTag(f"t{index}", str(index)) for index in range(100)],
    )
    data = client.get_run(run_id).data
    assert data.metrics == {"m": 499.5}
    assert data.params == {f"p{index}": str(index) for index in range(100)}
    assert len(data.tags) == 101
    assert [point.step for point in client.get_metric_history(run_id, "m")] == list(range(1000))


def test_a_failing_batch_writes_nothing(client, run_id):
    client.log_param(run_id, "fixed", "1")
    with pytest.raises(MlflowException) as raised:
        client.log_batch(
            run_id,
            metrics=[Metric("new", 1.0, 1, 0)],
            params=[Param("fresh", "1"), Param("fixed", "2")],
            tags=[RunTag("new", "1")],
        )
    assert raised.value.error_code == "INVALID_PARAMETER_VALUE"
    data = client.get_run(run_id).data
    assert (data.metrics, data.params, set(data.tags)) == ({}, {"fixed": "1"}, {"mlflow.runName"})


def test_a_param_never_changes(client, run_id):
    client.log_param(run_id, "c", "1")
    client.log_param(run_id, "c", "1")
    with pytest.raises(MlflowException, match="Changing param values is not allowed") as raised:
        client.log_param(run_id, "c", "2")
    assert raised.value.error_code == "INVALID_PARAMETER_VALUE"
    assert client.get_run(run_id).data.params == {"c": "1"}


def test_long_values_are_cut(client, run_id):
    client.log_param(run_id, "long", "v" * 7000)
    client.set_tag(run_id, "long", "v" * 9000)
    data = client.get_run(run_id).data
    assert (len(data.params["long"]), len(data.tags["long"])) == (6000, 8000)


def test_tags_are_replaced_and_deleted(client, run_id):
    client.set_tag(run_id, "t", "1")
    client.set_tag(run_id, "t", "")
    assert client.get_run(run_id).data.tags["t"] == ""
    client.delete_tag(run_id, "t")
    with pytest.raises(MlflowException) as raised:
        client.delete_tag(run_id, "t")
    assert raised.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    assert "t" not in client.get_run(run_id).data.tags


def test_text_survives(client, run_id):
    text = "line\nbreak \t tab, 'quotes\" \\ back, ünï, 日本, 😀, </script>"
    client.log_param(run_id, "text", text)
    client.set_tag(run_id, "text", text)
    data = client.get_run(run_id).data
    assert (data.params["text"], data.tags["text"]) == (text, text)
