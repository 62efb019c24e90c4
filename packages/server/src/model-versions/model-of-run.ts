import { ApiError, type LoggedModel, type Run } from "@slipway/contract";
import type { LoggedModelService } from "../logged-models/logged-model-service.js";

/** The logged model of a name that a run made; the one of the last step when there are several. */
export async function modelOfRun(
  loggedModels: Pick<LoggedModelService, "get">,
  run: Run,
  name: string,
): Promise<LoggedModel | undefined> {
  const outputs = [...(run.outputs?.model_outputs ?? [])].sort((a, b) => Number(b.step) - Number(a.step));
  let found: { model: LoggedModel; step: number } | undefined;
  for (const { model_id, step } of outputs) {
    if (found && Number(step) < found.step) break;
    const model = await loggedModels.get(model_id).catch(absent);
    if (model?.info.name !== name) continue;
    if (!found || isNewer(model, found.model)) found = { model, step: Number(step) };
  }
  return found?.model;
}

const isNewer = (a: LoggedModel, b: LoggedModel) =>
  a.info.creation_timestamp_ms > b.info.creation_timestamp_ms;

/** A run may name models that were deleted since. */
function absent(error: unknown): undefined {
  if (error instanceof ApiError && error.code === "RESOURCE_DOES_NOT_EXIST") return undefined;
  throw error;
}
