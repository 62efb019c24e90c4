import { join } from "node:path";
import { CONFORMANCE_FOLDER, programOf } from "../clients/environment.js";
import { runProcess } from "../clients/run-process.js";
import { databaseOf, type RunningServer } from "../servers/start-server.js";

const PYTHON = programOf(join(CONFORMANCE_FOLDER, ".venvs", "mlflow-3"), "python");
const SCRIPT = join(CONFORMANCE_FOLDER, "differential", "reserve_ids.py");

/** Lets the ids of a server's next experiments begin after `lastId`, so that no other number in an answer looks like one. */
export async function reserveIds({ folder, kind }: RunningServer, lastId: number): Promise<void> {
  const { code, output } = await runProcess(PYTHON, [SCRIPT, databaseOf(folder), String(lastId)], {});
  if (code !== 0) throw new Error(`the ids of ${kind} could not be set: ${output}`);
}
