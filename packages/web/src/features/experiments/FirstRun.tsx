import { Text } from "@mantine/core";
import { staticPrefix } from "../../app/static-prefix.js";
import { CodeBlock } from "../../ui/CodeBlock.js";
import { EmptyState } from "../../ui/EmptyState.js";

/** The lines of Python that log the first run, to this server and, if one is named, this experiment. */
export function FirstRun({ experiment }: { experiment?: string }) {
  const lines = [
    "import mlflow",
    `mlflow.set_tracking_uri(${JSON.stringify(window.location.origin + staticPrefix)})`,
    ...(experiment === undefined ? [] : [`mlflow.set_experiment(${JSON.stringify(experiment)})`]),
    `mlflow.log_metric("accuracy", 0.9)`,
  ];
  return (
    <EmptyState title="No runs yet">
      <Text fz="inherit" mb="xs">
        Training code that uses <code>mlflow</code> logs here once it knows this address:
      </Text>
      <CodeBlock code={lines.join("\n")} />
    </EmptyState>
  );
}
