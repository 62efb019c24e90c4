import type { LoggedModel, Run } from "@slipway/contract";
import type { LoggedModelService } from "../logged-models/logged-model-service.js";
import { unlessMissing } from "../validation/unless-missing.js";

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
    // A run may name models that were deleted since.
    const model = await unlessMissing(loggedModels.get(model_id));
    if (model?.info.name !== name) continue;
    if (!found || isNewer(model, found.model)) found = { model, step: Number(step) };
  }
  return found?.model;
}

const isNewer = (a: LoggedModel, b: LoggedModel) =>
  a.info.creation_timestamp_ms > b.info.creation_timestamp_ms;
