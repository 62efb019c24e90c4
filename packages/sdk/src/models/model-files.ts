import { access } from "node:fs/promises";
import { join } from "node:path";
import { joinArtifactPath, parseArtifactPath } from "@slipway/artifacts";
import type { ArtifactLocation } from "../artifacts/artifact-root.js";
import { uploadBytes, uploadDirectory } from "../artifacts/upload-artifacts.js";
import { INPUT_EXAMPLE, type ModelDescription, modelFile } from "./mlmodel.js";
import type { ModelOptions } from "./model-options.js";

/**
 * Stores the files of a model at a location, with an `MLmodel` file when it has none of its own.
 * @throws Error when there is neither that file nor a flavor to describe
 */
export async function uploadModelFiles(
  options: ModelOptions,
  description: ModelDescription,
  to: ArtifactLocation,
): Promise<void> {
  const { directory, files = {}, flavors, inputExample, name } = options;
  const contents: Record<string, string | Uint8Array> = { ...files };
  if (inputExample !== undefined) contents[INPUT_EXAMPLE] = JSON.stringify(inputExample, null, 2);
  if (!(await hasModelFile(options))) {
    if (!flavors || Object.keys(flavors).length === 0) {
      throw new Error(
        `The model '${name}' has no MLmodel file and no flavor. Say which loader it is for: flavors: { "my-flavor": { … } }.`,
      );
    }
    contents.MLmodel = await modelFile(description);
  }
  if (directory !== undefined) await uploadDirectory(directory, to);
  for (const [path, content] of Object.entries(contents)) {
    const target = joinArtifactPath(to.path, parseArtifactPath(path));
    await uploadBytes(content, { root: to.root, path: target });
  }
}

async function hasModelFile({ directory, files = {} }: ModelOptions): Promise<boolean> {
  if (files.MLmodel !== undefined) return true;
  if (directory === undefined) return false;
  return access(join(directory, "MLmodel")).then(
    () => true,
    () => false,
  );
}
