import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../packages/server/src/database/open-database.js";
import { createDatabase } from "../../packages/server/src/database/testing/create-database.js";
import { startMariadb } from "../../scripts/databases/mariadb.js";
import { startPostgres } from "../../scripts/databases/postgres.js";
import { ensureDrivers } from "../clients/database-drivers.js";
import { CONFORMANCE_FOLDER, programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { runProcess } from "../clients/run-process.js";
import { compareSchemas, type Schema } from "./compare-schemas.js";

const clients = await prepareClients();

if (!clients.available) reportLeftOut("the schema on database servers beside MLflow's", clients.reason);
else suiteOf(clients.folders["mlflow-3"]);

/** Zero said in two ways; our key of metrics in place of an index; and what MariaDB adds to a foreign key by itself. */
const INTENDED =
  /^(metrics|inputs): column step|^metrics: no index like .*_run_uuid_key_step|_tags: no index like {"name":"name"/;

function suiteOf(environment: string): void {
  it.each([
    ["PostgreSQL", startPostgres],
    ["MariaDB", startMariadb],
  ] as const)(
    "a fresh database on %s has MLflow's schema",
    async (_, launch) => {
      const python = programOf(environment, "python");
      const env = {
        ...process.env,
        PYTHONPATH: await ensureDrivers(python),
        MLFLOW_DISABLE_TELEMETRY: "true",
      };
      const server = await launch();
      onTestFinished(() => server.stop());
      const run = async (...words: string[]): Promise<string> => {
        const { code, output } = await runProcess(python, words, { env });
        expect(code, output).toBe(0);
        return output;
      };
      const schemaOf = async (uri: string): Promise<Schema> =>
        JSON.parse(await run(join(CONFORMANCE_FOLDER, "database", "describe_server_schema.py"), uri));
      const [ours, theirs] = [`${server.uri}ours`, `${server.uri}theirs`];
      await createDatabase(ours);
      await createDatabase(theirs);
      await (await openDatabase(ours)).close();
      await run("-m", "mlflow", "db", "upgrade", theirs);
      const found = compareSchemas(await schemaOf(ours), await schemaOf(theirs));
      expect(found.filter((line) => !INTENDED.test(line))).toEqual([]);
    },
    180_000,
  );
}
