import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SLIPWAY, shell } from "./slipway.js";

const execute = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway completion "));
  await symlink(SLIPWAY, join(folder, "slipway"));
  await writeFile(join(folder, "press-tab.sh"), PRESS_TAB);
  await writeFile(join(folder, "press-tab.zsh"), PRESS_TAB_IN_ZSH);
  await writeFile(join(folder, "slipway.yaml"), "");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Loads the completion as ~/.bashrc would, then does for some words what bash does when Tab is pressed. */
const PRESS_TAB = `set -eu
source <(slipway completion bash)
declaration=$(complete -p slipway)
function=$(sed 's/.*-F \\([^ ]*\\).*/\\1/' <<< "$declaration")
COMP_WORDS=("$@")
COMP_CWORD=$(( $# - 1 ))
"$function" slipway "\${COMP_WORDS[COMP_CWORD]}" ""
printf '%s\\n' "\${COMPREPLY[@]}"
`;

/** Does for some words what zsh does when Tab is pressed; what would show the list, or files, prints it. */
const PRESS_TAB_IN_ZSH = `autoload -Uz compinit; compinit -D -u
source <(slipway completion zsh)
_describe() { print -rl -- "\${(@P)2}"; }
_files() { print -rl -- *(N); }
words=("$@") CURRENT=$#
$_comps[slipway]
`;

const environment = () => ({
  ...shell(),
  HOME: folder,
  TERM: "dumb",
  PATH: [folder, join(process.execPath, ".."), process.env.PATH].join(delimiter),
});

async function pressTab(...words: string[]): Promise<string[]> {
  const { stdout } = await execute("bash", [join(folder, "press-tab.sh"), "slipway", ...words], {
    cwd: folder,
    env: environment(),
  });
  return stdout.split("\n").filter(Boolean);
}

const isThere = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

describe.runIf(process.platform !== "win32")("completion in bash", () => {
  it("knows commands, options and what they take", async () => {
    expect(await pressTab("e")).toEqual(["experiments"]);
    expect(await pressTab("runs", "")).toEqual(expect.arrayContaining(["list", "delete", "restore"]));
    expect(await pressTab("runs", "list", "--v")).toEqual(["--view"]);
    expect(await pressTab("runs", "list", "--view", "=", "a")).toEqual(["active_only", "all"]);
  });

  it("leaves file names to bash, and evaluates nothing of the line", async () => {
    expect(await pressTab("check", "-f", "")).toEqual([]);
    expect(await pressTab("runs", "list", "--filter", `$(touch ${join(folder, "evil")})`, "--j")).toEqual([
      "--json",
    ]);
    await expect(execute("ls", [join(folder, "evil")])).rejects.toThrow("No such file");
  });
});

describe.runIf(isThere("fish"))("completion in fish", () => {
  const complete = async (line: string): Promise<string[]> => {
    const script = 'source (slipway completion fish | psub); complete -C "$argv[1]"';
    const { stdout } = await execute("fish", ["-c", script, line], { cwd: folder, env: environment() });
    return stdout.split("\n").filter(Boolean);
  };

  it("knows commands, options and what they take, and offers files where nothing else fits", async () => {
    expect(await complete("slipway exp")).toEqual(["experiments"]);
    const verbs = await complete("slipway runs ");
    expect(verbs).toContain("delete\tMark a run as deleted");
    expect(verbs.join()).not.toContain("slipway.yaml");
    expect(await complete("slipway runs list --view a")).toEqual(["active_only", "all"]);
    expect(await complete("slipway check -f sli")).toContain("slipway.yaml");
  });
});

describe.runIf(isThere("zsh"))("completion in zsh", () => {
  const complete = async (...words: string[]): Promise<string[]> => {
    const args = ["-f", join(folder, "press-tab.zsh"), "slipway", ...words];
    const { stdout } = await execute("zsh", args, { cwd: folder, env: environment() });
    return stdout.split("\n").filter(Boolean);
  };

  it("knows commands, options and what they take, and offers files where nothing else fits", async () => {
    expect(await complete("exp")).toEqual(["experiments:"]);
    expect(await complete("runs", "")).toContain("delete:Mark a run as deleted");
    expect(await complete("runs", "list", "--view", "a")).toEqual(["active_only:", "all:"]);
    expect(await complete("check", "-f", "sli")).toContain("slipway.yaml");
  });
});
