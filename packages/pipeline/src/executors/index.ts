import type { Executor } from "./executor.js";
import { local } from "./local.js";

/** Every place that a build can run on, by the name that a file gives it. */
export const executors = { local } satisfies Record<string, Executor>;
