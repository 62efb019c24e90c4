import { execFile } from "node:child_process";
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

async function pressTab(...words: string[]): Promise<string[]> {
  const env = { ...shell(), PATH: [folder, join(process.execPath, ".."), process.env.PATH].join(delimiter) };
  const { stdout } = await execute("bash", [join(folder, "press-tab.sh"), "slipway", ...words], {
    cwd: folder,
    env,
  });
  return stdout.split("\n").filter(Boolean);
}

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
