"""What the machine does while a run goes on: logged by a thread of the client."""

import time

import mlflow


def test_system_metrics(client, experiment):
    mlflow.set_system_metrics_sampling_interval(0.1)
    mlflow.set_system_metrics_samples_before_logging(1)
    with mlflow.start_run(log_system_metrics=True) as run:
        deadline = time.monotonic() + 30
        while not client.get_metric_history(run.info.run_id, "system/system_memory_usage_megabytes"):
            assert time.monotonic() < deadline, "no sample has arrived"
            time.sleep(0.1)
    metrics = client.get_run(run.info.run_id).data.metrics
    assert {"system/cpu_utilization_percentage", "system/system_memory_usage_percentage"} <= set(metrics)
    assert 0 < metrics["system/system_memory_usage_percentage"] <= 100
    history = client.get_metric_history(run.info.run_id, "system/system_memory_usage_megabytes")
    assert [point.step for point in history] == list(range(len(history)))
