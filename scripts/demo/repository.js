import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspace.js";
import { run, slipway } from "./say.js";

const EXAMPLE = join(root, "examples/spam-filter");
const STORY = join(EXAMPLE, "story");

// What belongs to the project; the story and what a build leaves behind do not.
const PROJECT = ["README.md", "package.json", "slipway.yaml", "src", "tsconfig.json"];

/** A user's checkout of the example, and the bare repository that it is pushed to. */
export class Repository {
  constructor(folder, env) {
    this.bare = join(folder, "spam-filter.git");
    this.checkout = join(folder, "spam-filter");
    // The story's own author: the machine may have none, and git wants one.
    const author = { NAME: "Demo", EMAIL: "demo@localhost" };
    this.env = { ...env };
    for (const role of ["AUTHOR", "COMMITTER"])
      for (const [key, value] of Object.entries(author)) this.env[`GIT_${role}_${key}`] = value;
  }

  /** The bare repository with its hook, and the first commit, not yet pushed. */
  async create() {
    mkdirSync(this.checkout, { recursive: true });
    this.git(root, "init", "--quiet", "--bare", "--initial-branch=main", this.bare);
    await slipway(["hook", "install", "--repository", this.bare], { cwd: root, env: this.env });
    this.git(this.checkout, "init", "--quiet", "--initial-branch=main");
    this.git(this.checkout, "remote", "add", "origin", this.bare);
    for (const name of PROJECT) cpSync(join(EXAMPLE, name), join(this.checkout, name), { recursive: true });
    writeFileSync(join(this.checkout, ".gitignore"), "node_modules/\ndist/\ndata/\n");
    this.commit("Filter spam with three algorithms over the words of a mail");
  }

  async push() {
    await run("git", ["push", "origin", "main"], { cwd: this.checkout, env: this.env });
  }

  /** Applies a patch of the story, commits it with the message that it begins with, and pushes. */
  async patchAndPush(name) {
    const file = join(STORY, name);
    const message = readFileSync(file, "utf8").split("\ndiff --git")[0].trim();
    this.git(this.checkout, "apply", "--whitespace=nowarn", file);
    this.commit(message);
    await this.push();
  }

  commit(message) {
    this.git(this.checkout, "add", "--all");
    this.git(this.checkout, "commit", "--quiet", "--message", message);
  }

  git(folder, ...args) {
    execFileSync("git", args, { cwd: folder, env: this.env, stdio: ["ignore", "inherit", "inherit"] });
  }
}
