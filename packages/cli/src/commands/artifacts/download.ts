import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { connect, downloadFrom } from "@slipway/sdk";
import { type CommandModule, UsageError } from "../../command.js";
import { printJson } from "../../terminal/table.js";
import { type Tracking, withTracking } from "../../tracking.js";

interface Options {
  runId?: string;
  artifactPath?: string;
  artifactUri?: string;
  dstPath?: string;
  json?: boolean;
}

/** `slipway artifacts download -r ID -a PATH | -u URI`: prints where the copy is. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("-r, --run-id <id>", "id of the run")
      .option("-a, --artifact-path <path>", "one of the run's artifacts (default: all)")
      .option("-u, --artifact-uri <uri>", "the artifact, instead: runs:/…, models:/…, mlflow-artifacts:/…")
      .option("-d, --dst-path <folder>", "where to put it (default: a new folder; none for a local file)")
      .option("--json", "print JSON")
      .action((options: Options) =>
        withTracking(async (tracking) => {
          const path = await download(tracking, options);
          if (options.json) printJson({ path });
          else process.stdout.write(`${path}\n`);
        }),
      ),
};

async function download({ uri, client }: Tracking, options: Options): Promise<string> {
  const { runId, artifactPath = "", artifactUri, dstPath } = options;
  if (artifactUri === undefined && runId === undefined)
    throw new UsageError("Give either --run-id or --artifact-uri.");
  if (dstPath === undefined) {
    const root = artifactUri ?? (await client.runs.get({ run_id: runId ?? "" })).run.info.artifact_uri ?? "";
    const local = localPath(artifactUri === undefined && artifactPath ? `${root}/${artifactPath}` : root);
    if (local !== undefined && existsSync(local)) return local;
  }
  const folder = dstPath === undefined ? undefined : resolve(dstPath);
  return downloadFrom(connect(uri), artifactUri ?? `runs:/${runId}/${artifactPath}`, folder);
}

/** The path that a URI of this machine names. */
function localPath(uri: string): string | undefined {
  if (/^file:/i.test(uri)) return fileURLToPath(uri);
  return /^[a-z][a-z0-9+.-]+:/i.test(uri) ? undefined : resolve(uri);
}
