import { cancelledJobs } from "./cancelled-jobs.js";
import { defaultWorkspace } from "./default-workspace.js";
import { issueCategories } from "./issue-categories.js";
import type { Move } from "./move.js";
import { traceAnalytics } from "./trace-analytics.js";

/** In the order of MLflow's chain. */
export const moves: readonly Move[] = [defaultWorkspace, traceAnalytics, cancelledJobs, issueCategories];
