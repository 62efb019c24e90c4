"""Trains one text classifier and logs it with MLflow."""

import argparse

import mlflow
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

CLASSIFIERS = {
    "naive-bayes": lambda c, seed: MultinomialNB(alpha=1 / c),
    "logistic-regression": lambda c, seed: LogisticRegression(C=c, max_iter=1000, random_state=seed),
    "linear-svm": lambda c, seed: LinearSVC(C=c, random_state=seed),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=CLASSIFIERS, required=True)
    parser.add_argument("--c", type=float, default=1.0, help="the larger, the less regularised")
    parser.add_argument("--seed", type=int, default=1, help="draws the mails to learn from")
    args = parser.parse_args()

    mails = pd.read_csv("data/mails.csv", keep_default_na=False)
    train = mails[mails.split == "train"].sample(frac=0.65, random_state=args.seed)
    validation = mails[mails.split == "validation"]

    with mlflow.start_run():
        mlflow.log_param("model", args.model)
        mlflow.log_param("c", args.c)
        mlflow.log_param("seed", args.seed)

        pipeline = make_pipeline(
            TfidfVectorizer(sublinear_tf=True, max_features=5000),
            CLASSIFIERS[args.model](args.c, args.seed),
        )
        pipeline.fit(train.text, train.label)
        predictions = pipeline.predict(validation.text)

        mlflow.log_metric("val_accuracy", accuracy_score(validation.label, predictions))
        mlflow.log_metric("val_f1", f1_score(validation.label, predictions, pos_label="spam"))
        mlflow.sklearn.log_model(pipeline, "model", pip_requirements="requirements.txt")


if __name__ == "__main__":
    main()
