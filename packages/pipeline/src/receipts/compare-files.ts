import type { ModelFile } from "@slipway/contract";

/** What MLflow's client writes into a model that it downloads: the name and version that it was asked for. */
const WRITTEN_BY_DOWNLOADS = "registered_model_meta";

/**
 * The first file, by path, in which a model differs from what its receipt lists; undefined when none does.
 * @param listed the receipt's files
 * @param found the model's files
 */
export function firstDifference(
  listed: readonly ModelFile[],
  found: readonly ModelFile[],
): string | undefined {
  const expected = digests(listed);
  const actual = digests(found);
  for (const name of [...new Set([...expected.keys(), ...actual.keys()])].sort()) {
    const [before, now] = [expected.get(name), actual.get(name)];
    if (before === now || (before === undefined && name === WRITTEN_BY_DOWNLOADS)) continue;
    if (now === undefined) return `${name} is missing: the receipt lists it, with sha256 ${before}`;
    if (before === undefined) return `${name} was added: the receipt does not list it (sha256 ${now})`;
    return `${name} was changed: its sha256 is ${now}, the receipt says ${before}`;
  }
  return undefined;
}

const digests = (files: readonly ModelFile[]) =>
  new Map(files.map(({ name, digest }) => [name, digest.sha256]));
