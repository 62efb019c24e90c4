import { findOpenServer } from "@slipway/server";
import { UsageError } from "../command.js";

/** Progress goes to standard error, where it is in nobody's way. */
export const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** @throws UsageError while a Slipway server of this machine has the database open */
export async function refuseWhileOpen(uri: string): Promise<void> {
  const server = await findOpenServer(uri);
  if (server)
    throw new UsageError(
      `The database is open in the server at ${server.url} (process ${server.pid}).`,
      "Stop the server first.",
    );
}
