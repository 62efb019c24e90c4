import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.js";
import type { DatabaseServer } from "./run-server.js";

let server: DatabaseServer | undefined;

/** Gives the tests of a project a PostgreSQL of their own. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres();
  project.provide("databaseServer", server.uri);
}

export const teardown = () => server?.stop();
