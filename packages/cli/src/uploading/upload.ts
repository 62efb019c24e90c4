import { stat } from "node:fs/promises";
import { connect, type UploadSource, uploadTo } from "@slipway/sdk";
import { UsageError } from "../command.js";
import type { Tracking } from "../tracking.js";

/** Stores a file or a folder with a run. @throws UsageError when it is not there, or is the other of the two */
export async function upload(
  { uri, client }: Tracking,
  runId: string,
  path: string,
  source: Exclude<UploadSource, { content: unknown }>,
): Promise<void> {
  const [name, isDirectory] = "file" in source ? [source.file, false] : [source.directory, true];
  const found = await stat(name).catch(() => undefined);
  if (!found) throw new UsageError(`'${name}' does not exist.`);
  if (found.isDirectory() !== isDirectory)
    throw new UsageError(
      isDirectory ? `'${name}' is no folder.` : `'${name}' is a folder.`,
      `slipway artifacts ${isDirectory ? "log-artifact" : "log-artifacts"} stores it.`,
    );
  const { run } = await client.runs.get({ run_id: runId });
  await uploadTo(connect(uri), run.info.artifact_uri ?? "", path, source);
}
