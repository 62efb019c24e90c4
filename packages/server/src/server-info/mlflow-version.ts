/** The release of MLflow whose protocol is served. Clients turn features on and off by it. */
export const MLFLOW_VERSION = "3.18.0";
