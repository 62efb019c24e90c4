import { HOLD_TAG } from "./hold.js";
import { asRegistryError, openRegistry, type RegistryOptions } from "./registry-scene.js";

/** Lets releases of a model promote again after a rollback. */
export async function resume(options: RegistryOptions): Promise<void> {
  const { model: name, reason } = options;
  try {
    const { connection, atomic, actor } = await openRegistry(options);
    const { client } = connection;
    if (atomic) await client.promotions.create({ name, action: "resume", reason, actor: actor.name });
    else await client.registeredModels.deleteTag({ name, key: HOLD_TAG });
  } catch (error) {
    throw asRegistryError(error);
  }
}
