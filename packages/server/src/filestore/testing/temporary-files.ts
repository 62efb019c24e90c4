import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { startServer } from "../../main.js";
import { FileStore } from "../file-store.js";

/** MLflow's files in a folder that goes when the test ends. */
export class TemporaryFiles {
  readonly root = join(mkdtempSync(join(tmpdir(), "slipway-files-")), "mlruns");

  constructor() {
    onTestFinished(() => rmSync(dirname(this.root), { recursive: true, force: true }));
    mkdirSync(this.root);
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  experiment(id: string, name = `experiment ${id}`, folder = id): void {
    this.write(
      `${folder}/meta.yaml`,
      `artifact_location: file://${this.root}/${id}\ncreation_time: 1\nexperiment_id: '${id}'\nlast_update_time: 2\nlifecycle_stage: active\nname: ${name}\n`,
    );
  }

  /** A run of `experiment` with some more lines in its meta.yaml. */
  run(experiment: string, id: string, more = "status: 3\n"): void {
    this.write(
      `${experiment}/${id}/meta.yaml`,
      `artifact_uri: file://${this.root}/${experiment}/${id}/artifacts\nend_time: null\nexperiment_id: '${experiment}'\n` +
        `run_id: ${id}\nrun_name: run ${id}\nstart_time: 5\nuser_id: me\n${more}`,
    );
    for (const part of ["metrics", "params", "artifacts"])
      mkdirSync(join(this.root, experiment, id, part), { recursive: true });
  }

  /** Opens the files as a store, closed when the test ends. */
  async open(): Promise<FileStore> {
    const store = await FileStore.open(this.root, () => undefined);
    onTestFinished(() => store.close());
    return store;
  }

  /** Serves the files. @returns what calls the API with JSON */
  async serve(): Promise<(method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>> {
    const server = await startServer({
      port: 0,
      backendStoreUri: this.root,
      artifactsDestination: join(dirname(this.root), "artifacts"),
    });
    onTestFinished(() => server.close());
    return async (method, path, body) => {
      const address = path.startsWith("/") ? path : `/api/2.0/mlflow/${path}`;
      const answer = await fetch(`${server.url}${address}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return answer.json();
    };
  }
}
