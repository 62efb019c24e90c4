"""Scores cases with scikit-learn: python scikit_learn.py CASES.json ANSWERS.json; null is what it cannot score."""

import json
import math
import sys
import warnings

import numpy as np
import pandas as pd
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")


def classification(case):
    y, p, w = np.array(case["labels"]), np.array(case["predictions"]), case["weights"]
    yield "accuracy", lambda: m.accuracy_score(y, p, sample_weight=w)
    yield "balanced_accuracy", lambda: m.balanced_accuracy_score(y, p, sample_weight=w)
    for average in ("macro", "micro", "weighted"):
        for index, name in enumerate(("precision", "recall", "f1")):
            yield f"{name}_{average}", lambda: m.precision_recall_fscore_support(
                y, p, average=average, sample_weight=w, zero_division=0
            )[index]
    for positive in case["classes"]:
        if positive in y or positive in p:
            for index, name in enumerate(("precision", "recall", "f1")):
                yield f"{name}({positive})", lambda: m.precision_recall_fscore_support(
                    y, p, labels=[positive], average=None, sample_weight=w, zero_division=0
                )[index][0]
    yield "confusion", lambda: m.confusion_matrix(y, p).tolist()


def binary(case):
    y, s, w = np.array(case["labels"]), np.array(case["scores"][1]), case["weights"]
    positive = case["classes"][1]
    both = np.array(case["scores"]).T
    yield "log_loss", lambda: m.log_loss(y, both, labels=case["classes"], sample_weight=w)
    yield "brier", lambda: m.brier_score_loss(y, s, pos_label=positive, sample_weight=w)
    yield f"roc_auc({positive})", lambda: m.roc_auc_score(y == positive, s, sample_weight=w)
    yield f"pr_auc({positive})", lambda: m.average_precision_score(y == positive, s, sample_weight=w)
    yield "calibration", lambda: [c.tolist() for c in calibration_curve(y == positive, s, n_bins=10)]


def multi(case):
    y, w, scores = np.array(case["labels"]), case["weights"], np.array(case["scores"]).T
    yield "log_loss", lambda: m.log_loss(y, scores, labels=case["classes"], sample_weight=w)
    yield "brier", lambda: m.brier_score_loss(y, scores, labels=case["classes"], sample_weight=w)
    for index, name in enumerate(case["classes"]):
        yield f"roc_auc({name})", lambda: m.roc_auc_score(y == name, scores[:, index], sample_weight=w)
        yield f"pr_auc({name})", lambda: m.average_precision_score(y == name, scores[:, index], sample_weight=w)
    for average in ("macro", "weighted"):
        yield f"roc_auc_{average}", lambda: m.roc_auc_score(
            y, scores, multi_class="ovr", average=average, labels=case["classes"], sample_weight=w
        )


def regression(case):
    y, p, w = case["labels"], case["predictions"], case["weights"]
    yield "rmse", lambda: m.root_mean_squared_error(y, p, sample_weight=w)
    yield "mae", lambda: m.mean_absolute_error(y, p, sample_weight=w)
    yield "r2", lambda: m.r2_score(y, p, sample_weight=w)
    yield "mape", lambda: m.mean_absolute_percentage_error(y, p, sample_weight=w)
    for quantile in (0.1, 0.5, 0.9):
        yield f"pinball({quantile})", lambda: m.mean_pinball_loss(y, p, alpha=quantile, sample_weight=w)
    yield "mean(column)", lambda: np.average(p, weights=w)


def ranking(case):
    """Groups of the same size, so that scikit-learn takes them as one matrix."""
    y, s, w = np.array(case["relevances"]), np.array(case["scores"]), case["weights"]
    for k in (1, 3, None):
        yield f"ndcg@{k}" if k else "ndcg", lambda: m.ndcg_score(y, s, k=k, sample_weight=w)
    if case["kind"] == "one relevant":
        yield "mrr", lambda: m.label_ranking_average_precision_score(y > 0, s, sample_weight=w)
    if case["kind"] == "no ties":
        each = [m.average_precision_score(a > 0, b) for a, b in zip(y, s)]
        yield "map", lambda: np.average(each, weights=w)


FAMILIES = {
    "binary": (classification, binary),
    "multi": (classification, multi),
    "regression": (regression,),
    "ranking": (ranking,),
}


def answer(score):
    try:
        value = score()
    except ValueError:
        return None
    if isinstance(value, list):
        return value
    return float(value) if math.isfinite(value) else None


def main(cases_file, answers_file, tables):
    cases = json.load(open(cases_file))
    answers = []
    for case in cases:
        scores = {}
        for family in FAMILIES[case["family"]]:
            for name, score in family(case):
                scores[name] = answer(score)
        answers.append(scores)
    json.dump(answers, open(answers_file, "w"))
    frame = pd.DataFrame(
        {
            "id": [f"mail-{i}" for i in range(5000)],
            "label": ["ham", "spam"] * 2500,
            "prediction": ["ham"] * 5000,
            "profit": np.arange(5000, dtype="int64"),
            "score": [{"ham": 0.75, "spam": 0.25}] * 5000,
        }
    )
    for compression in ("snappy", "zstd", "gzip", "none"):
        frame.to_parquet(f"{tables}/{compression}.parquet", compression=compression, row_group_size=2000, index=False)
    frame.assign(profit=[float("nan")] * 5000).to_parquet(f"{tables}/nan.parquet", index=False)


main(*sys.argv[1:])
