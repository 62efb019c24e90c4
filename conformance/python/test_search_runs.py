"""The search language over runs: filters, order, paging, and the fluent data frame."""

import math
import uuid

import mlflow
import pytest
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException

ROWS = {
    # name: (accuracy, loss, classifier, team)
    "a": (0.95, 0.2, "svm", "News"),
    "b": (0.80, 0.4, "bayes", "news"),
    "c": (0.60, None, "bayes", None),
    "d": (math.nan, 0.1, None, "Sports desk"),
    "e": (None, 1e-7, "it's odd", ""),
}


@pytest.fixture(scope="module")
def populated():
    """Experiment with the five runs of ROWS, started one second apart, "e" last."""
    client = mlflow.MlflowClient()
    experiment = client.create_experiment(f"search {uuid.uuid4().hex}")
    for index, (name, (accuracy, loss, classifier, team)) in enumerate(ROWS.items()):
        run = client.create_run(experiment, start_time=1000 * (index + 1), run_name=name).info.run_id
        for key, value in (("accuracy", accuracy), ("loss", loss)):
            if value is not None:
                client.log_metric(run, key, value)
        if classifier is not None:
            client.log_param(run, "classifier", classifier)
        if team is not None:
            client.set_tag(run, "team of", team)
        client.set_terminated(run, "FAILED" if name == "c" else "FINISHED", end_time=1000 * (index + 2))
    return experiment


@pytest.fixture
def names(client, populated):
    """Names of the runs that a search finds, in its order, as one string."""

    def search(filter_string="", order_by=None, **arguments):
        runs = client.search_runs([populated], filter_string, order_by=order_by, **arguments)
        return "".join(run.info.run_name for run in runs)

    return search


FILTERS = {
    "metrics.accuracy > 0.8": "a",
    "metrics.accuracy >= 0.8": "ab",
    "metrics.accuracy < 0.95": "bc",
    "metrics.accuracy != 0.6": "abd",
    "metrics.accuracy = 0.60": "c",
    "metric.loss <= 1e-7": "e",
    "metrics.loss > -1": "abde",
    "metrics.`accuracy` > 0.5 AND metrics.loss < .3": "a",
    "params.classifier = 'bayes'": "bc",
    'params.classifier = "it\'s odd"': "e",
    "params.classifier != 'bayes'": "ae",
    "param.classifier LIKE 'b%'": "bc",
    "params.classifier ILIKE 'B_YES'": "bc",
    "params.classifier IS NULL": "d",
    "params.classifier IS NOT NULL": "abce",
    "tags.`team of` = 'News'": "a",
    'tags."team of" ILIKE \'news\'': "ab",
    "tags.`team of` LIKE '% desk'": "d",
    "tag.`team of` = ''": "e",
    "tags.`team of` IS NULL": "c",
    "attributes.status = 'FAILED'": "c",
    "status != 'FAILED'": "abde",
    "attributes.start_time >= 3000": "cde",
    "attribute.end_time < 4000": "ab",
    "attributes.run_name = 'b'": "b",
    "run_name LIKE '%'": "abcde",
    "attributes.artifact_uri LIKE 'mlflow-artifacts:%'": "abcde",
    "metrics.accuracy > 0.5 and params.classifier = 'bayes' and tags.`team of` = 'news'": "b",
    "metrics.nowhere > 0": "",
    "": "abcde",
}


@pytest.mark.parametrize("filter_string", FILTERS)
def test_filters(names, filter_string):
    assert "".join(sorted(names(filter_string))) == FILTERS[filter_string]


BEYOND_MLFLOW = {
    "metrics.accuracy > 0.9 OR params.classifier = 'bayes'": "abc",
    "NOT params.classifier = 'bayes'": "ade",
    "(status = 'FAILED' OR metrics.loss < 0.3) AND NOT tags.`team of` = ''": "acd",
    "NOT (metrics.accuracy > 0.7 OR metrics.accuracy <= 0.7)": "de",
}


@pytest.mark.parametrize("filter_string", BEYOND_MLFLOW)
def test_filters_that_only_slipway_takes(names, server, filter_string):
    if server == "slipway":
        assert "".join(sorted(names(filter_string))) == BEYOND_MLFLOW[filter_string]
    else:
        with pytest.raises(MlflowException):
            names(filter_string)


ORDERS = {
    (): "edcba",
    ("start_time ASC",): "abcde",
    ("attributes.start_time DESC",): "edcba",
    ("run_name DESC",): "edcba",
    ("metrics.loss",): "edabc",
    ("metrics.loss DESC",): "badec",
    ("metrics.accuracy DESC",): "abcde",
    ("metrics.accuracy ASC",): "cbade",
    ("params.classifier ASC", "start_time DESC"): "cbead",
    ("tags.`team of`", "run_name"): "eadbc",
    ("status ASC", "run_name ASC"): "cabde",
}


@pytest.mark.parametrize("order_by", ORDERS)
def test_orders(names, order_by):
    assert names(order_by=list(order_by)) == ORDERS[order_by]


def test_pages_cover_everything_once(client, populated):
    pages, token = [], None
    while True:
        page = client.search_runs([populated], order_by=["start_time"], max_results=2, page_token=token)
        pages.append("".join(run.info.run_name for run in page))
        token = page.token
        if not token:
            break
    assert pages == ["ab", "cd", "e"]


def test_by_run_ids(client, populated, names):
    ids = [run.info.run_id for run in client.search_runs([populated]) if run.info.run_name in "ad"]
    assert sorted(names("attributes.run_id IN ('" + "','".join(ids) + "')")) == ["a", "d"]
    assert names(f"attributes.run_id = '{ids[0]}'") in {"a", "d"}


def test_several_experiments(client, populated, unique):
    other = client.create_experiment(unique("other"))
    run = client.create_run(other).info.run_id
    found = client.search_runs([populated, other])
    assert {r.info.experiment_id for r in found} == {populated, other} and len(found) == len(ROWS) + 1
    assert [r.info.run_id for r in client.search_runs([other])] == [run]


def test_nothing_from_nowhere(client):
    assert list(client.search_runs([])) == []
    assert list(client.search_runs(["987654321"])) == []


REFUSED = [
    "metrics.accuracy",
    "metrics.accuracy > 'x'",
    "params.classifier > 'a'",
    "params.classifier = bayes",
    "accuracy > 1",
    "bogus.accuracy > 1",
    "attributes.bogus = 'x'",
    "metrics.a > 1 OR",
    "tags.a = 'unterminated",
]


@pytest.mark.parametrize("filter_string", REFUSED)
def test_refused_filters(names, filter_string):
    with pytest.raises(MlflowException) as raised:
        names(filter_string)
    assert raised.value.error_code == "INVALID_PARAMETER_VALUE"


def test_fluent_data_frame(populated):
    frame = mlflow.search_runs([populated], "metrics.accuracy > 0", order_by=["metrics.accuracy DESC"])
    assert list(frame["metrics.accuracy"]) == [0.95, 0.8, 0.6]
    assert list(frame["params.classifier"]) == ["svm", "bayes", "bayes"]
    assert list(frame["status"]) == ["FINISHED", "FINISHED", "FAILED"]
    assert {"run_id", "artifact_uri", "start_time", "tags.team of"} <= set(frame.columns)


def test_fluent_lists(populated):
    experiment = mlflow.get_experiment(populated).name
    runs = mlflow.search_runs(
        experiment_names=[experiment],
        filter_string="params.classifier = 'bayes' AND metrics.accuracy < 0.9",
        order_by=["metrics.loss ASC", "run_name"],
        max_results=1,
        output_format="list",
    )
    assert [run.info.run_name for run in runs] == ["b"]


def test_deleted_runs_are_asked_for(client, populated, names):
    run = client.create_run(populated, run_name="z", start_time=1).info.run_id
    client.delete_run(run)
    assert names() == "edcba"
    assert names(run_view_type=ViewType.DELETED_ONLY) == "z"
    assert names(run_view_type=ViewType.ALL) == "edcbaz"


def everything(search, **arguments):
    """What the pages of a search hold together, in its order."""
    found, token = [], None
    while True:
        page = search(**arguments, max_results=7, page_token=token)
        assert len(page) <= 7
        found.extend(page)
        token = page.token
        if not token:
            return found


def test_pages_of_every_list(client, unique):
    word = unique("paged").replace(" ", "-")
    experiments = [client.create_experiment(f"{word}-{index:02}") for index in range(23)]
    runs = [client.create_run(experiments[0], start_time=1 + index).info.run_id for index in range(23)]
    for index in range(23):
        client.create_registered_model(f"{word}-{index:02}")
        client.create_model_version(f"{word}-00", f"s3://bucket/{index}")
    named = f"name LIKE '{word}%'"
    found = everything(client.search_experiments, filter_string=named, order_by=["name"])
    assert [item.experiment_id for item in found] == experiments
    found = everything(client.search_runs, experiment_ids=[experiments[0]], order_by=["start_time"])
    assert [item.info.run_id for item in found] == runs
    found = everything(client.search_registered_models, filter_string=named, order_by=["name"])
    assert [item.name for item in found] == [f"{word}-{index:02}" for index in range(23)]
    found = everything(client.search_model_versions, filter_string=named, order_by=["version_number ASC"])
    assert [int(item.version) for item in found] == list(range(1, 24))
