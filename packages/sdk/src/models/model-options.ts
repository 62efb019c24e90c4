import type { Value } from "../runs/values.js";

/** A model to be stored. */
export interface ModelOptions {
  /** Name of the model among those of its run, e.g. `model`; without `/ : . % " '`. */
  name: string;
  /** A folder whose files are the model. */
  directory?: string;
  /** Files of the model, by path. Added to those of the folder. */
  files?: Readonly<Record<string, string | Uint8Array>>;
  /**
   * Who can load the model: for each flavor, by its name, what its loader needs to know.
   * Not needed when the folder has an `MLmodel` file of its own.
   */
  flavors?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** A kind, to search by, e.g. `classifier`. */
  modelType?: string;
  /** Added to the params of the run, which the model gets too. */
  params?: Readonly<Record<string, Value>>;
  tags?: Readonly<Record<string, Value>>;
  metadata?: Readonly<Record<string, unknown>>;
  /** A signature with MLflow's keys: `inputs`, `outputs`, `params`. */
  signature?: unknown;
  /** One input, as JSON, that the model can be tried with. */
  inputExample?: unknown;
  /** The step of the run at which the model was made; the run's metrics of that step become the model's. */
  step?: number;
  /** Registers the model as a new version under this name. */
  registeredModelName?: string;
}
