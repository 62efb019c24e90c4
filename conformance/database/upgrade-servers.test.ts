import { tmpdir } from "node:os";
import { delimiter } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startMariadb } from "../../scripts/databases/mariadb.js";
import { startPostgres } from "../../scripts/databases/postgres.js";
import type { DatabaseServer } from "../../scripts/databases/run-server.js";
import { slipway, start } from "../cli/slipway.js";
import { ensureDrivers } from "../clients/database-drivers.js";
import { type ClientName, programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { ensureRelease, type Release } from "../clients/releases.js";
import { script } from "./script.js";

const MINUTES = 60_000;
/** The oldest release, and the last one before the rows of traces moved. */
const RELEASES: readonly Release[] = ["2.9.2", "3.14.0"];
const clients = await prepareClients();

if (!clients.available) reportLeftOut("the upgrade of databases on servers", clients.reason);
else {
  const { folders } = clients;
  describe("slipway db on PostgreSQL", () => suiteOf(folders, startPostgres, "?sslmode=disable"));
  describe("slipway db on MariaDB", () => suiteOf(folders, startMariadb, ""));
}

function suiteOf(
  environments: Readonly<Record<ClientName, string>>,
  launch: () => Promise<DatabaseServer>,
  options: string,
): void {
  const python = programOf(environments["mlflow-3"], "python");
  let server: DatabaseServer;
  let driver: string;
  const uriOf = (database: string) => `${server.uri}${database}`;
  const run = (name: string, args: readonly string[]) => script(python, name, args, { PYTHONPATH: driver });
  const copies = (...names: string[]) => run("copy_server_database.py", [server.uri, ...names]);
  const dump = async (database: string): Promise<unknown> =>
    JSON.parse(await run("dump_server_database.py", [uriOf(database)]));
  const db = (verb: string, database: string, ...flags: string[]) =>
    slipway(["db", verb, `${uriOf(database)}${options}`, ...flags], { cwd: tmpdir() });

  beforeAll(async () => {
    driver = await ensureDrivers(python);
    server = await launch();
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
    "upgrade that is killed leaves nothing that would be served, and goes on when it is called again",
    async () => {
      await copies("killed=3.14.0");
      const running = start(["db", "upgrade", `${uriOf("killed")}${options}`], { cwd: tmpdir() });
      await running.says(/Rebuilding trace_info/);
      running.process.kill("SIGKILL");
      await running.ended;
      if (launch === startPostgres)
        expect([await dump("3.14.0"), await dump("3.14.0 by MLflow")]).toContainEqual(await dump("killed"));
      else expect(JSON.parse((await db("check", "killed", "--json")).stdout).current).toBe(false);
      expect((await db("upgrade", "killed")).code).toBe(0);
      expect(await dump("killed")).toEqual(await dump("3.14.0 by MLflow"));
    },
    MINUTES,
  );

  test(
    "optimize gives our layout, and MLflow's back; check finds what refers to nothing",
    async () => {
      await copies("optimized=3.14.0 by MLflow");
      const check = async () => JSON.parse((await db("check", "optimized", "--json")).stdout);
      expect(await check()).toMatchObject({ layout: "mlflow", problems: [] });
      expect((await db("optimize", "optimized")).code).toBe(0);
      expect(await check()).toMatchObject({ layout: "slipway", problems: [] });
      expect((await db("optimize", "optimized", "--undo")).code).toBe(0);
      expect(await dump("optimized")).toEqual(await dump("3.14.0 by MLflow"));
      await run("break_reference.py", [uriOf("optimized")]);
      expect((await check()).problems).toEqual(["1 rows of params refer to rows of runs that are not there"]);
    },
    MINUTES,
  );
}
