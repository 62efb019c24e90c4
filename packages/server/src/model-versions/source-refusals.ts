import type { ApiError } from "@slipway/contract";
import { invalidLocation, type Location } from "../artifacts/location.js";

// The words are MLflow's.

export type Identifier = "run_id" | "model_id";

export const unidentified = (source: string, identifier: Identifier): ApiError =>
  invalidLocation(
    source,
    "source",
    `The ${identifier} request parameter must identify the resource that contains the source.`,
  );

export const outside = (location: Location, source: string, identifier: Identifier): ApiError => {
  if (location.kind !== "local") return unidentified(source, identifier);
  return invalidLocation(
    source,
    "source",
    `To use a local path as a model version source, the ${identifier} request parameter has to be specified and the ` +
      `local path has to be contained within the artifact directory of the run specified by the ${identifier}.`,
  );
};

export const otherVersion = (source: string): ApiError =>
  invalidLocation(
    source,
    "source",
    "The run_id and model_id request parameters must match the referenced model version.",
  );
