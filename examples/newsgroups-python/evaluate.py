"""Scores a logged model on the held-out mails: one row for each, for `slipway release`."""

import argparse

import mlflow.sklearn
import pandas as pd


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="directory of the model")
    parser.add_argument("--out", required=True, help="CSV file to write")
    args = parser.parse_args()

    mails = pd.read_csv("data/mails.csv", keep_default_na=False)
    test = mails[mails.split == "test"]
    model = mlflow.sklearn.load_model(args.model)
    rows = test[["id", "label"]].assign(prediction=model.predict(test.text))
    rows.to_csv(args.out, index=False)
    print(f"{len(rows)} mails scored: {args.out}")


if __name__ == "__main__":
    main()
