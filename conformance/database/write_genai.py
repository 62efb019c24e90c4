"""Writes a run, a trace and a prompt into a database, as an application with a language model does."""

import sys

import mlflow

mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_experiment("classic")
with mlflow.start_run():
    mlflow.log_metric("m", 1)
with mlflow.start_span("answer") as span:
    span.set_inputs({"question": "why?"})
mlflow.flush_trace_async_logging()
mlflow.genai.register_prompt("greeting", "Hello {{name}}")
