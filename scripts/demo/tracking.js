import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../workspace.js";

/** A tracking server as a process of its own, on a free port; everything it keeps is below the folder. */
export async function startTracking(folder, database) {
  mkdirSync(folder, { recursive: true });
  const args = ["server", "--port", "0", "--backend-store-uri", `sqlite:///${database}`];
  const child = spawn(
    process.execPath,
    [
      join(root, "packages/cli/bin/slipway.js"),
      ...args,
      "--artifacts-destination",
      join(folder, "mlartifacts"),
    ],
    { cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  process.once("exit", () => child.kill("SIGKILL"));
  const url = await firstAddress(child);
  process.stdout.write(`Tracking server at ${url}\n`);
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function firstAddress(child) {
  return new Promise((resolve, reject) => {
    const lines = [];
    createInterface({ input: child.stderr }).on("line", (line) => {
      lines.push(line);
      const url = /http:\/\/[\d.:]+/.exec(line)?.[0];
      if (url) resolve(url);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${lines.join("\n")}`)));
  });
}
