"""Logs argv[1] points, one after the other, to a run of the experiment `shared`, and prints each step when it is in the files."""

import sys
import time

import mlflow

mlflow.set_experiment("shared")
with mlflow.start_run() as run:
    print("run", run.info.run_id, flush=True)
    for step in range(int(sys.argv[1])):
        mlflow.log_metric("live", step * 0.5, step=step)
        mlflow.log_param(f"p{step}", step)
        print("step", step, flush=True)
        time.sleep(0.05)
