import { tmpdir } from "node:os";
import { delimiter } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPostgres } from "../../scripts/databases/postgres.js";
import type { DatabaseServer } from "../../scripts/databases/run-server.js";
import { slipway, start } from "../cli/slipway.js";
import { type ClientName, programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { ensurePostgresDriver, ensureRelease, type Release } from "../clients/releases.js";
import { script } from "./script.js";

const MINUTES = 60_000;
/** The oldest release, and the last one before the rows of traces moved. */
const RELEASES: readonly Release[] = ["2.9.2", "3.14.0"];
const clients = await prepareClients();

if (!clients.available) reportLeftOut("the upgrade of PostgreSQL databases", clients.reason);
else suiteOf(clients.folders);

function suiteOf(environments: Readonly<Record<ClientName, string>>): void {
  const python = programOf(environments["mlflow-3"], "python");
  let server: DatabaseServer;
  let driver: string;
  const uriOf = (database: string) => `${server.uri}${database}`;
  const run = (name: string, args: readonly string[]) => script(python, name, args, { PYTHONPATH: driver });
  const copies = (...names: string[]) => run("copy_server_database.py", [server.uri, ...names]);
  const dump = async (database: string): Promise<unknown> =>
    JSON.parse(await run("dump_server_database.py", [uriOf(database)]));
  const db = (verb: string, database: string, ...flags: string[]) =>
    slipway(["db", verb, `${uriOf(database)}?sslmode=disable`, ...flags], { cwd: tmpdir() });

  beforeAll(async () => {
    driver = await ensurePostgresDriver(environments);
    server = await startPostgres();
    await copies(...RELEASES);
    await Promise.all(RELEASES.map(fill));
    await copies(...RELEASES.map((release) => `${release} by MLflow=${release}`));
    await run(
      "upgrade_with_mlflow.py",
      RELEASES.map((release) => uriOf(`${release} by MLflow`)),
    );
  }, 5 * MINUTES);
  afterAll(() => server?.stop());

  async function fill(release: Release): Promise<void> {
    const { python: own, path } = await ensureRelease(release, environments);
    await script(own, "fill_release.py", [uriOf(release)], { PYTHONPATH: [path, driver].join(delimiter) });
  }

  describe("slipway db on PostgreSQL", () => {
    test.each(RELEASES)(
      "upgrade makes of a database of MLflow %s what MLflow 3.18 makes of it",
      async (release) => {
        const database = `${release} by us`;
        await copies(`${database}=${release}`);
        const { code, stderr } = await db("upgrade", database);
        expect(code, stderr).toBe(0);
        expect(await dump(database)).toEqual(await dump(`${release} by MLflow`));
      },
      MINUTES,
    );

    test(
      "upgrade leaves the old state when it is killed",
      async () => {
        await copies("killed=2.9.2");
        const uri = `${uriOf("killed")}?sslmode=disable`;
        const running = start(["db", "upgrade", uri], { cwd: tmpdir() });
        await running.says(/Rebuilding datasets/);
        running.process.kill("SIGKILL");
        await running.ended;
        expect([await dump("2.9.2"), await dump("2.9.2 by MLflow")]).toContainEqual(await dump("killed"));
        expect((await db("upgrade", "killed")).code).toBe(0);
        expect(await dump("killed")).toEqual(await dump("2.9.2 by MLflow"));
      },
      MINUTES,
    );

    test(
      "optimize gives our layout, and MLflow's back",
      async () => {
        await copies("optimized=3.14.0 by MLflow");
        const layout = async () => JSON.parse((await db("check", "optimized", "--json")).stdout).layout;
        expect(await layout()).toBe("mlflow");
        expect((await db("optimize", "optimized")).code).toBe(0);
        expect(await layout()).toBe("slipway");
        expect((await db("optimize", "optimized", "--undo")).code).toBe(0);
        expect(await dump("optimized")).toEqual(await dump("3.14.0 by MLflow"));
      },
      MINUTES,
    );
  });
}
