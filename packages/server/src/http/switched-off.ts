/** A call of MLflow's that this server does not answer, by its flags: told in plain text with status 503, as there. */
export class SwitchedOff extends Error {
  override readonly name = "SwitchedOff";
}

/** What MLflow says of a route that the server's mode leaves out, in the form that routes have there. */
export function switchedOffByMode(route: string): SwitchedOff {
  const shown = route.replace(/:(\w+)/g, "<$1>").replace(/\*$/, "<path:artifact_path>");
  return new SwitchedOff(
    /\/mlflow-artifacts\//.test(route)
      ? `Endpoint: ${shown} disabled due to the mlflow server running with \`--no-serve-artifacts\`. ` +
          "To enable artifacts server functionality, run `mlflow server` with `--serve-artifacts`"
      : `Endpoint: ${shown} disabled due to the mlflow server running in \`--artifacts-only\` mode. ` +
          "To enable tracking server functionality, run `mlflow server` without `--artifacts-only`",
  );
}
