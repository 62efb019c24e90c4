import { randomInt } from "node:crypto";

/** A new experiment's id among MLflow's files: 18 digits by chance, because nobody counts there. */
export const randomExperimentId = (): bigint =>
  BigInt(
    `${randomInt(1, 10)}${String(randomInt(0, 10 ** 8)).padStart(8, "0")}${String(randomInt(0, 10 ** 9)).padStart(9, "0")}`,
  );
