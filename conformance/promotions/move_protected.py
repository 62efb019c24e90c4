"""Tries every call of the client that moves a protected stage or alias; prints the code and the words of each answer."""

import json

from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

NAME = "News"
client = MlflowClient()
attempts = {
    "alias": lambda: client.set_registered_model_alias(NAME, "champion", "2"),
    "no alias": lambda: client.delete_registered_model_alias(NAME, "champion"),
    "stage": lambda: client.transition_model_version_stage(NAME, "2", "Production", archive_existing_versions=True),
    "out of the stage": lambda: client.transition_model_version_stage(NAME, "1", "Archived"),
    "version": lambda: client.delete_model_version(NAME, "1"),
    "model": lambda: client.delete_registered_model(NAME),
    "name": lambda: client.rename_registered_model(NAME, "Elsewhere"),
}
answers = {}
for what, attempt in attempts.items():
    try:
        attempt()
        answers[what] = ["done", ""]
    except MlflowException as error:
        answers[what] = [error.error_code, error.message]
print(json.dumps(answers))
