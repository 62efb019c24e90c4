import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slipway, start } from "../cli/slipway.js";
import { type ClientName, programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { ensureRelease, RELEASE_NAMES, type Release } from "../clients/releases.js";
import { script } from "./script.js";

const MINUTES = 60_000;
const clients = await prepareClients();

if (!clients.available) reportLeftOut("the upgrade of databases of earlier releases", clients.reason);
else suiteOf(clients.folders);

function suiteOf(environments: Readonly<Record<ClientName, string>>): void {
  const python = programOf(environments["mlflow-3"], "python");
  let folder: string;
  const made = (release: Release) => join(folder, `${release}.db`);
  const byMlflow = (release: Release) => join(folder, `${release}-by-mlflow.db`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "conformance-upgrade-"));
    await Promise.all(RELEASE_NAMES.map(fill));
    await script(
      python,
      "upgrade_with_mlflow.py",
      RELEASE_NAMES.map((release) => `sqlite:///${byMlflow(release)}`),
    );
  }, 5 * MINUTES);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe("slipway db upgrade", () => {
    test.each(RELEASE_NAMES)(
      "makes of a database of MLflow %s what MLflow 3.18 makes of it",
      async (release) => {
        const file = await copyOf(release, "ours");
        const { code, stdout, stderr } = await upgrade(file, "--json");
        expect(code, stderr).toBe(0);
        expect(await dump(file)).toEqual(await dump(byMlflow(release)));
        const { backup } = JSON.parse(stdout) as { backup: string };
        expect(await dump(backup)).toEqual(await dump(made(release)));
      },
      MINUTES,
    );

    test(
      "leaves the old state or the new one when it is killed, and can be called again",
      async () => {
        const old = await copyOf("2.9.2", "large");
        await script(python, "enlarge.py", [old]);
        const upgraded = join(folder, "2.9.2-large-upgraded.db");
        await copyFile(old, upgraded);
        expect((await upgrade(upgraded, "--no-backup")).code).toBe(0);
        const states = [await dump(old), await dump(upgraded)];
        for (const point of ["Backup:", "Rebuilding tags", "Rebuilding model_version_tags"]) {
          const file = join(folder, `killed at ${point.replace(":", "")}.db`);
          await copyFile(old, file);
          await killAt(["db", "upgrade", `sqlite:///${file}`], new RegExp(point));
          expect(states, point).toContainEqual(await dump(file));
          expect((await upgrade(file, "--no-backup")).code).toBe(0);
          expect(await dump(file), point).toEqual(states[1]);
        }
      },
      2 * MINUTES,
    );

    test("is what the server asks for, and changes nothing itself", async () => {
      const file = await copyOf("2.22.5", "served");
      const uri = `sqlite:///${file}`;
      const { code, stderr } = await slipway(["server", "--port", "0", "--backend-store-uri", uri], {
        cwd: folder,
      });
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`slipway db upgrade '${uri}'`),
      });
      expect(await dump(file)).toEqual(await dump(made("2.22.5")));
      expect((await readdir(folder)).filter((name) => name.startsWith("2.22.5-served"))).toEqual([
        "2.22.5-served.db",
      ]);
    });
  });

  describe("slipway db optimize", () => {
    test(
      "leaves MLflow 3.18 a database that it upgrades, reads and writes, and gives its layout back",
      async () => {
        const theirs = await copyOfUpgraded("theirs");
        const ours = await copyOfUpgraded("optimized");
        expect(await optimize(ours)).toMatchObject({
          code: 0,
          stdout: expect.stringContaining("Slipway's layout now"),
        });
        expect((await dump(ours)).objects).not.toEqual((await dump(theirs)).objects);
        expect((await dump(ours)).rows).toEqual((await dump(theirs)).rows);
        const read = await script(python, "use_stores.py", [theirs, ours]);
        const [first, second, ...more] = read.split("\n").filter((line) => line.startsWith("READ"));
        expect(first).toContain('"late": "1"');
        expect([second, ...more]).toEqual([first]);
        expect((await optimize(ours, "--undo")).code).toBe(0);
        expect((await dump(ours)).objects).toEqual((await dump(theirs)).objects);
      },
      MINUTES,
    );

    test(
      "leaves the old state or the new one when it is killed",
      async () => {
        const old = await copyOfUpgraded("large");
        await script(python, "enlarge.py", [old]);
        const optimized = join(folder, "large-optimized.db");
        await copyFile(old, optimized);
        expect((await optimize(optimized, "--no-backup")).code).toBe(0);
        const states = [await dump(old), await dump(optimized)];
        await killAt(["db", "optimize", `sqlite:///${old}`], /Rebuilding latest_metrics/);
        expect(states).toContainEqual(await dump(old));
        expect((await optimize(old, "--no-backup")).code).toBe(0);
        expect(await dump(old)).toEqual(states[1]);
      },
      MINUTES,
    );
  });

  async function fill(release: Release): Promise<void> {
    const { python: own, path } = await ensureRelease(release, environments);
    await script(own, "fill_release.py", [`sqlite:///${made(release)}`], { PYTHONPATH: path });
    await copyFile(made(release), byMlflow(release));
  }

  async function copyOf(release: Release, name: string): Promise<string> {
    const copy = join(folder, `${release}-${name}.db`);
    await copyFile(made(release), copy);
    return copy;
  }

  async function copyOfUpgraded(name: string): Promise<string> {
    const copy = join(folder, `upgraded-${name}.db`);
    await copyFile(byMlflow("3.14.0"), copy);
    return copy;
  }

  const optimize = (file: string, ...flags: string[]) =>
    slipway(["db", "optimize", `sqlite:///${file}`, ...flags], { cwd: folder });

  const upgrade = (file: string, ...flags: string[]) =>
    slipway(["db", "upgrade", `sqlite:///${file}`, ...flags], { cwd: folder });

  async function killAt(words: string[], point: RegExp): Promise<void> {
    const running = start(words, { cwd: folder });
    await running.says(point);
    running.process.kill("SIGKILL");
    await running.ended;
  }

  const dump = async (file: string): Promise<Dump> =>
    JSON.parse(await script(python, "dump_database.py", [file]));
}

/** What dump_database.py prints. */
interface Dump {
  objects: Record<string, unknown>;
  rows: Record<string, unknown[]>;
}
