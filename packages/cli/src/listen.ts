import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type RunningServer, redactUri, startServer } from "@slipway/server";
import { UsageError } from "./command.js";
import { warnIfOpen } from "./open-to-others.js";
import { portHolder } from "./port-holder.js";
import { style } from "./terminal/style.js";

/** What `slipway server` and `slipway ui` take. */
export interface ServerFlags {
  backendStoreUri: string;
  defaultArtifactRoot?: string;
  artifactsDestination: string;
  host: string;
  port: string;
  allowedHosts?: string;
}

/** Serves until SIGINT or SIGTERM. */
export async function listen(flags: ServerFlags): Promise<void> {
  const server = await start(flags, parsePort(flags.port));
  // Before the address is told: whoever reads it may ask the server to stop at once.
  const stopped = untilSignal(server);
  process.stderr.write(
    `Slipway is at ${style("bold", server.url, process.stderr)}  (${redactUri(flags.backendStoreUri)})\n`,
  );
  const warning = warnIfOpen(flags.host);
  if (warning) process.stderr.write(`${style("yellow", "warning:", process.stderr)} ${warning}\n`);
  await stopped;
}

function untilSignal(server: RunningServer): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        // A second signal does not wait for open requests.
        process.once(signal, () => process.exit(130));
        server.close().then(resolve, resolve);
      });
    }
  });
}

async function start(flags: ServerFlags, port: number) {
  try {
    return await startServer({
      backendStoreUri: flags.backendStoreUri,
      defaultArtifactRoot: flags.defaultArtifactRoot,
      artifactsDestination: flags.artifactsDestination,
      host: flags.host,
      port,
      allowedHosts: flags.allowedHosts?.split(",").map((host) => host.trim()),
      webRoot: webRoot(),
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      const holder = await portHolder(port);
      throw new UsageError(
        `Port ${port} on ${flags.host} is taken${holder ? ` by ${holder}` : ""}.`,
        `Choose another one with --port, e.g. --port ${port + 1}.`,
      );
    }
    throw error;
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port is '${text}'.`, "It must be a whole number from 0 to 65535.");
}

/** The built UI, which the package of the web client brings. */
function webRoot(): string | undefined {
  const manifest = createRequire(import.meta.url).resolve("@slipway/web/package.json");
  const folder = join(dirname(manifest), "dist");
  return existsSync(join(folder, "index.html")) ? folder : undefined;
}
