import type { Standing } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { selectAliases } from "./alias-store.js";
import { selectInStages } from "./model-version-store.js";
import { ACTIVE_STAGES } from "./stage.js";

/** Who holds the active stages and the aliases of a model; nobody when there is no such model. */
export async function readStanding(db: Db, dialect: Dialect, name: string): Promise<Standing> {
  const holders = new Map<string, string[]>();
  for (const { version, current_stage } of await selectInStages(db, name, ACTIVE_STAGES)) {
    const stage = current_stage ?? "";
    holders.set(stage, [...(holders.get(stage) ?? []), String(version)]);
  }
  const aliases = await selectAliases(db, dialect, [name]);
  return {
    stages: [...holders].map(([stage, versions]) => ({ stage, versions })).sort(by(({ stage }) => stage)),
    aliases: aliases
      .map(({ alias, version }) => ({ alias, version: String(version) }))
      .sort(by(({ alias }) => alias)),
  };
}

// Databases order texts each in its own way.
const by =
  <T>(key: (item: T) => string) =>
  (a: T, b: T) =>
    key(a) < key(b) ? -1 : 1;
