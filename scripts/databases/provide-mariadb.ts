import type { TestProject } from "vitest/node";
import { startMariadb } from "./mariadb.js";
import type { DatabaseServer } from "./run-server.js";

let server: DatabaseServer | undefined;

/** Gives the tests of a project a MariaDB of their own. */
export async function setup(project: TestProject): Promise<void> {
  server = await startMariadb();
  project.provide("databaseServer", server.uri);
}

export const teardown = () => server?.stop();
