import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { checkFile, type SlipwayFile } from "@slipway/pipeline";

const execute = promisify(execFile);

/** A user's repository: a folder with files, under git. */
export interface Project {
  directory: string;
  write(files: Record<string, string>): Promise<void>;
  /** Commits everything; returns the commit's id. */
  commit(message: string): Promise<string>;
  git(...parameters: string[]): Promise<string>;
  /** The project's checked slipway.yaml. */
  file(): Promise<SlipwayFile>;
  remove(): Promise<void>;
}

/** Makes a repository on the branch `main`, with one commit of the given files. */
export async function makeProject(files: Record<string, string>): Promise<Project> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), "slipway project ")));
  const git = async (...parameters: string[]) =>
    (await execute("git", ["-C", directory, ...parameters])).stdout.trim();
  const project: Project = {
    directory,
    git,
    async write(changed) {
      for (const [name, content] of Object.entries(changed)) {
        await mkdir(dirname(join(directory, name)), { recursive: true });
        await writeFile(join(directory, name), content);
      }
    },
    async commit(message) {
      await git("add", "--all");
      await git("commit", "--quiet", "--message", message);
      return git("rev-parse", "HEAD");
    },
    async file() {
      const { file, findings } = await checkFile(join(directory, "slipway.yaml"));
      if (!file) throw new Error(JSON.stringify(findings, null, 1));
      return file;
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
  await git("init", "--quiet", "--initial-branch", "main");
  await git("config", "user.name", "Ada Example");
  await git("config", "user.email", "ada@example.org");
  await project.write(files);
  await project.commit("Begin");
  return project;
}

/** A training script for Node that talks plain REST: `log(call, body)` and the run that it resumes. */
export const REST_PRELUDE = `
const uri = process.env.MLFLOW_TRACKING_URI, run_id = process.env.MLFLOW_RUN_ID;
const log = async (call, body) => {
  const answer = await fetch(uri + "/api/2.0/mlflow/" + call, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(call + ": " + (await answer.text()));
  return answer.json();
};
const send = async (method, path, body) => {
  const answer = await fetch(uri + path, { method, body, headers: { "content-type": "application/json" } });
  if (!answer.ok) throw new Error(path + ": " + (await answer.text()));
  return answer.json().catch(() => ({}));
};
/** Logs a model of one file, as MLflow 3 does. */
const logModel = async (name, content) => {
  const fields = { experiment_id: process.env.MLFLOW_EXPERIMENT_ID, name, source_run_id: run_id };
  const { model: { info } } = await log("logged-models", fields);
  await log("runs/outputs", { run_id, models: [{ model_id: info.model_id, step: 0 }] });
  const path = info.artifact_uri.replace(/^mlflow-artifacts:/, "/api/2.0/mlflow-artifacts/artifacts");
  await send("PUT", path + "/model.json", JSON.stringify(content));
  const ready = JSON.stringify({ model_id: info.model_id, status: "LOGGED_MODEL_READY" });
  await send("PATCH", "/api/2.0/mlflow/logged-models/" + info.model_id, ready);
};
const metric = (key, value, id = run_id) => log("runs/log-metric", { run_id: id, key, value, timestamp: Date.now() });
`;
