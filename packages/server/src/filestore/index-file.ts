import { join } from "node:path";

/** The file of the index of a folder of MLflow's files. It is no folder, since MLflow takes those for experiments. */
export const indexFile = (root: string): string => join(root, ".slipway.db");
