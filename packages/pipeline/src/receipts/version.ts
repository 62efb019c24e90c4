import type { ModelVersion } from "@slipway/contract";
import { ApiError, type Client } from "@slipway/sdk";
import { PipelineError } from "../pipeline-error.js";

/** The tag of a model version that says where its receipt is: a URI. */
export const RECEIPT_TAG = "slipway.receipt";

/** A version as it is named: by its number, or by an alias that it bears. */
export type NamedVersion = { name: string; version: string } | { name: string; alias: string };

/** Reads `models:/NAME/VERSION` or `models:/NAME@ALIAS`. @throws PipelineError `usage` for anything else */
export function parseVersionUri(uri: string): NamedVersion {
  const [, name = "", version = ""] = /^models:\/+([^/]+)\/(\d+)$/.exec(uri) ?? [];
  if (version) return { name, version };
  const [, model = "", alias = ""] = /^models:\/+([^/]+)@([^/@]+)$/.exec(uri) ?? [];
  if (alias) return { name: model, alias };
  throw new PipelineError("usage", `'${uri}' names no version of a registered model`, {
    hint: "it must be models:/NAME/VERSION or models:/NAME@ALIAS, e.g. models:/NewsGroup/4",
  });
}

/** @throws PipelineError `usage` when there is no such version */
export async function findVersion(client: Client, named: NamedVersion): Promise<ModelVersion> {
  try {
    const { model_version } =
      "version" in named
        ? await client.modelVersions.get(named)
        : await client.registeredModels.getByAlias(named);
    return model_version;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500 || error.status === 403) throw error;
    throw new PipelineError("usage", error.message, { cause: error });
  }
}
