import { sql } from "kysely";
import type { Move } from "./move.js";

const PENDING = 0;
const RUNNING = 1;
const CANCELED = 5;

/** Jobs that had not ended belong to an executor that is no more. */
export const cancelledJobs: Move = {
  step: "dc11669786a5",
  says: "Cancelling jobs that had not ended",
  move: async (db) => {
    await sql`UPDATE jobs SET status = ${CANCELED}, last_update_time = ${Date.now()} WHERE status IN (${PENDING}, ${RUNNING})`.execute(
      db,
    );
  },
};
