import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ClientName, CONFORMANCE_FOLDER, programOf } from "./environment.js";
import { runProcess } from "./run-process.js";
import { withLock } from "./with-lock.js";

/** SQLAlchemy 2.1 dropped a name that releases before 3.9 import. */
const OLD_SQLALCHEMY = ["sqlalchemy==2.0.44", "alembic==1.13.3"];

/**
 * Earlier releases of MLflow, of which the tests need the database stores alone: these packages, without their dependencies,
 * before those of the environment that is named.
 */
const RELEASES = {
  "2.9.2": {
    environment: "mlflow-2",
    packages: [
      "mlflow-skinny==2.9.2",
      ...OLD_SQLALCHEMY,
      "protobuf==4.25.8",
      "databricks-cli==0.18.0",
      "entrypoints==0.4",
    ],
  },
  "2.22.5": { environment: "mlflow-2", packages: OLD_SQLALCHEMY },
  "3.0.0": {
    environment: "mlflow-3",
    packages: ["mlflow-skinny==3.0.0", "mlflow-tracing==3.0.0", ...OLD_SQLALCHEMY],
  },
  "3.9.0": {
    environment: "mlflow-3",
    packages: [
      "mlflow-skinny==3.9.0",
      "mlflow-tracing==3.9.0",
      "opentelemetry-proto==1.38.0",
      "protobuf==6.33.6",
    ],
  },
  "3.14.0": { environment: "mlflow-3", packages: ["mlflow-skinny==3.14.0", "mlflow-tracing==3.14.0"] },
} satisfies Record<string, { environment: ClientName; packages: readonly string[] }>;

export type Release = keyof typeof RELEASES;
export const RELEASE_NAMES = Object.keys(RELEASES) as Release[];

/** How a script runs with a release: the Python to call, and the PYTHONPATH to call it with. */
export interface ReleasePython {
  python: string;
  path: string;
}

/**
 * Installs a release below the environments, unless it is there.
 * @param environments folders of the environments
 * @throws Error with pip's last lines when the packages cannot be had
 */
export async function ensureRelease(
  release: Release,
  environments: Readonly<Record<ClientName, string>>,
): Promise<ReleasePython> {
  const { environment, packages } = RELEASES[release];
  const python = programOf(environments[environment], "python");
  return { python, path: await ensureFolder(release, python, packages) };
}

/** The program of FastTrackML 0.6, whose server the tests start. It is installed unless it is there. */
export const ensureFastTrackMl = async (python: string): Promise<string> =>
  join(await ensureFolder("fasttrackml", python, ["fasttrackml==0.6.0"]), "bin", "fml");

async function ensureFolder(name: string, python: string, packages: readonly string[]): Promise<string> {
  const root = join(CONFORMANCE_FOLDER, ".venvs", "releases");
  const path = join(root, name);
  const stamp = createHash("sha256").update(packages.join()).digest("hex");
  await mkdir(root, { recursive: true });
  await withLock(join(root, `${name}.lock`), async () => {
    if ((await readFile(join(path, "stamp"), "utf8").catch(() => "")) === stamp) return;
    await rm(path, { recursive: true, force: true });
    const pip = [
      "-m",
      "pip",
      "--disable-pip-version-check",
      "--quiet",
      "install",
      "--no-deps",
      "--target",
      path,
    ];
    const { code, output } = await runProcess(python, [...pip, ...packages]);
    if (code !== 0) throw new Error(output.trim().split("\n").slice(-3).join(" "));
    await writeFile(join(path, "stamp"), stamp);
  });
  return path;
}
