import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { commands } from "./commands/index.js";
import { createProgram } from "./program.js";

const folder = fileURLToPath(new URL("./commands", import.meta.url));

describe("the table of commands", () => {
  it("has one file for each command, at its path", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "index.ts")
      .map((file) => relative(folder, join(folder, file)).replaceAll("\\", "/").replace(/\.ts$/, ""));
    expect(files.sort()).toEqual(commands.map(({ path }) => path.replaceAll(" ", "/")).sort());
  });

  it.each(commands.map(({ path }) => path))("%s explains itself", async (path) => {
    const words = path.split(" ");
    const program = await createProgram(words, "0.0.0");
    const command = words.reduce(
      (parent, word) => parent.commands.find((child) => child.name() === word) ?? parent,
      program,
    );
    command.configureHelp({ helpWidth: 100 });
    expect(command.helpInformation()).toMatchSnapshot();
  });

  it("refuses a command that does not exist", async () => {
    const program = await createProgram(["frobnicate"], "0.0.0");
    program.configureOutput({ writeErr: () => undefined });
    await expect(program.parseAsync(["node", "slipway", "frobnicate"])).rejects.toMatchObject({
      code: "commander.unknownCommand",
    });
  });
});
