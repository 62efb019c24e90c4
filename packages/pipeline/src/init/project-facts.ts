import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { defaultBranchOf, type Environment } from "../git/branch.js";
import { readCommit } from "../git/commit-facts.js";
import { type Place, placeInRepository } from "../git/place-in-repository.js";

/** What can be found out about a project without asking. */
export interface ProjectFacts {
  name: string;
  language: "python" | "node";
  /** Installs what training needs. */
  prepare?: string;
  /** Trains one candidate, without its flags. */
  train: string;
  /** Whether the training program is there. */
  trainExists: boolean;
  /** Scores a model, without its flags; absent when the project has no such program. */
  evaluate?: string;
  branch: string;
  forge: "github" | "gitlab";
  /** Where the project lies in its repository; CI jobs belong to the top of that. */
  place: Place;
}

/** Looks at a project's folder and its repository. */
export async function readProject(directory: string, environment: Environment): Promise<ProjectFacts> {
  const files = new Set(await readdir(directory));
  const commit = await readCommit(directory, environment);
  const repository = commit?.repository ?? "";
  const name = basename(repository || directory).replace(/\.git$/, "");
  const place = (await placeInRepository(directory)) ?? { up: "", down: "" };
  const top = place.up === "" ? files : new Set(await readdir(join(directory, place.up)));
  const gitlab = top.has(".gitlab-ci.yml") || (/gitlab/i.test(repository) && !top.has(".github"));
  const python = [...files].some((file) => /\.py$|^(requirements.*\.txt|pyproject\.toml)$/.test(file));
  return {
    name,
    ...(files.has("package.json") && !python ? await nodeFacts(directory, files) : pythonFacts(files)),
    branch: (await defaultBranchOf(directory, environment)) ?? commit?.branch ?? "main",
    forge: gitlab ? "gitlab" : "github",
    place,
  };
}

type LanguageFacts = Pick<ProjectFacts, "language" | "prepare" | "train" | "trainExists" | "evaluate">;

function pythonFacts(files: ReadonlySet<string>): LanguageFacts {
  const find = (pattern: RegExp) => [...files].sort().find((file) => pattern.test(file));
  const train = find(/^train\.py$/) ?? find(/train.*\.py$/);
  const evaluate = find(/^(evaluate|eval|score)\.py$/);
  const prepare = files.has("requirements.txt")
    ? "pip install -r requirements.txt"
    : files.has("pyproject.toml")
      ? "pip install ."
      : undefined;
  return {
    language: "python",
    ...(prepare && { prepare }),
    train: `python ${train ?? "train.py"}`,
    trainExists: train !== undefined,
    ...(evaluate && { evaluate: `python ${evaluate}` }),
  };
}

async function nodeFacts(directory: string, files: ReadonlySet<string>): Promise<LanguageFacts> {
  const scripts = await scriptsOf(join(directory, "package.json"));
  const train = scripts.has("train");
  return {
    language: "node",
    prepare: files.has("package-lock.json") ? "npm ci" : "npm install",
    train: "npm run --silent train --",
    trainExists: train,
    ...(scripts.has("evaluate") && { evaluate: "npm run --silent evaluate --" }),
  };
}

async function scriptsOf(path: string): Promise<Set<string>> {
  try {
    return new Set(Object.keys(JSON.parse(await readFile(path, "utf8")).scripts ?? {}));
  } catch {
    // A package.json that cannot be read is npm's to complain of.
    return new Set();
  }
}
