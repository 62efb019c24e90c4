import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type RunningServer, redactUri, startServer } from "@slipway/server";
import { UsageError } from "./command.js";
import { warningsOf } from "./open-to-others.js";
import { portHolder } from "./port-holder.js";
import { noticesOf, refuseFlags, workersOf } from "./server-flags/known-flags.js";
import type { ServerFlags } from "./server-flags/server-flags.js";
import { serverOptionsOf } from "./server-flags/server-options.js";
import { style } from "./terminal/style.js";
import { isWorker, reportStarted, runWorkers, type Started } from "./workers.js";

/** Serves until SIGINT or SIGTERM. */
export async function listen(flags: ServerFlags): Promise<void> {
  refuseFlags(flags);
  if (isWorker()) return work(flags);
  for (const notice of noticesOf(flags)) tell("cyan", "note:", notice);
  const workers = workersOf(flags);
  if (workers > 1) return runWorkers(workers, (first) => announce(flags, first));
  const server = await start(flags);
  // Before the address is told: whoever reads it may ask the server to stop at once.
  const stopped = untilSignal(server);
  announce(flags, server);
  await stopped;
}

/** Serves as one of several processes. */
async function work(flags: ServerFlags): Promise<void> {
  const server = await start(flags);
  const stopped = untilSignal(server);
  reportStarted(server);
  await stopped;
  process.disconnect?.();
}

function announce(flags: ServerFlags, { url, untouched }: Started): void {
  const serves = flags.artifactsOnly ? "artifacts only" : redactUri(flags.backendStoreUri);
  process.stderr.write(`Slipway is at ${style("bold", url, process.stderr)}  (${serves})\n`);
  const { publicUrl } = serverOptionsOf(flags);
  if (publicUrl) tell("cyan", "note:", `people reach it at ${publicUrl}`);
  for (const warning of warningsOf(flags)) tell("yellow", "warning:", warning);
  if (untouched) tell("cyan", "note:", `the database holds ${untouched}, which are kept and left untouched.`);
}

function tell(colour: "cyan" | "yellow", label: string, text: string): void {
  process.stderr.write(`${style(colour, label, process.stderr)} ${text}\n`);
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

async function start(flags: ServerFlags): Promise<RunningServer> {
  const options = serverOptionsOf(flags);
  try {
    if (flags.exposePrometheus) await mkdir(flags.exposePrometheus, { recursive: true });
    const log = (line: string) => process.stderr.write(`${line}\n`);
    return await startServer({ ...options, log, webRoot: flags.artifactsOnly ? undefined : webRoot() });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      const { port = 0 } = options;
      const holder = await portHolder(port);
      throw new UsageError(
        `Port ${port} on ${flags.host} is taken${holder ? ` by ${holder}` : ""}.`,
        `Choose another one with --port, e.g. --port ${port + 1}.`,
      );
    }
    throw error;
  }
}

/** The built UI, which the package of the web client brings. */
function webRoot(): string | undefined {
  const manifest = createRequire(import.meta.url).resolve("@slipway/web/package.json");
  const folder = join(dirname(manifest), "dist");
  return existsSync(join(folder, "index.html")) ? folder : undefined;
}
