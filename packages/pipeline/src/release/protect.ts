import type { Protection } from "@slipway/contract";
import { PipelineError } from "../pipeline-error.js";
import { asRegistryError, openRegistry, type RegistryOptions, type RegistryScene } from "./registry-scene.js";

/** One stage or one alias. */
export type ProtectedPlace = { stage: string; alias?: undefined } | { alias: string; stage?: undefined };

export interface ProtectOptions extends RegistryOptions {
  place: ProtectedPlace;
  /** PEM of the public key that decisions must be signed with. */
  publicKey?: string;
  /** Whether a forced release may move it too. */
  allowForce?: boolean;
}

/**
 * Lets nothing but decisions move a stage or an alias, whoever asks.
 * @throws PipelineError `usage` when the server cannot do that, the model does not exist, or the key is none
 */
export const protect = (options: ProtectOptions): Promise<Protection> =>
  onSlipway(options, async ({ connection: { client }, actor }) => {
    const { model: name, place, publicKey: public_key, allowForce: allow_force, reason } = options;
    const rule = { name, ...place, public_key, allow_force, reason, actor: actor.name };
    return (await client.protections.set(rule)).protection;
  });

/** Lifts such a rule. @throws PipelineError `usage` when there is none */
export const unprotect = (
  options: RegistryOptions & { place: ProtectedPlace; reason: string },
): Promise<void> =>
  onSlipway(options, async ({ connection: { client }, actor }) => {
    const { model: name, place, reason } = options;
    await client.protections.remove({ name, ...place, reason, actor: actor.name });
  });

/** The rules of a model. */
export const protections = (options: RegistryOptions): Promise<Protection[]> =>
  onSlipway(options, async ({ connection: { client } }) => {
    return (await client.protections.list({ name: options.model })).protections;
  });

async function onSlipway<T>(
  options: RegistryOptions,
  work: (scene: RegistryScene) => Promise<T>,
): Promise<T> {
  try {
    const scene = await openRegistry(options);
    if (!scene.atomic)
      throw new PipelineError("usage", "this tracking server cannot protect stages and aliases", {
        hint: "a Slipway server can: it sees every call that moves them, those of MLflow's clients too",
      });
    return await work(scene);
  } catch (error) {
    throw asRegistryError(error);
  }
}
