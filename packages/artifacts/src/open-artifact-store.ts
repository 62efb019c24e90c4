import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ApiError } from "@slipway/contract";
import type { ArtifactStore } from "./artifact-store.js";
import { openLocalStore } from "./local.js";

/** How a root is opened, by the scheme of its URI. A new kind of store is one line here. */
export const BACKENDS: Readonly<Record<string, (uri: string) => ArtifactStore>> = {
  file: (uri) => openLocalStore(pathOfFileUri(uri)),
};

const SCHEME = /^([a-z][a-z0-9+.-]+):/i;

/**
 * Opens the root that a URI names: `file:` or a path of this machine, absolute or relative to the working directory.
 * @throws ApiError INVALID_PARAMETER_VALUE for a scheme that this version cannot open
 */
export function openArtifactStore(uri: string): ArtifactStore {
  const scheme = isAbsolute(uri) ? undefined : SCHEME.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined) return openLocalStore(resolve(uri));
  const backend = Object.hasOwn(BACKENDS, scheme) ? BACKENDS[scheme] : undefined;
  if (backend) return backend(uri);
  const known = Object.keys(BACKENDS).map((name) => `${name}:`);
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Artifacts under '${scheme}:' cannot be opened by this version. Supported: ${known.join(", ")} and plain paths.`,
  );
}

function pathOfFileUri(uri: string): string {
  const { host, search, hash } = new URL(uri);
  if (host === "" && search === "" && hash === "") return fileURLToPath(uri);
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `The file URI '${uri}' must be of the form file:///absolute/path, without host, query or fragment.`,
  );
}
