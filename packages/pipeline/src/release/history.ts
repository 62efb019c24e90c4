import type { ModelVersion, Promotion } from "@slipway/contract";
import type { Client } from "@slipway/sdk";
import type { PromoteStep } from "../file/slipway-file.js";
import { PipelineError } from "../pipeline-error.js";
import { readVersions } from "./champion.js";
import { HOLD_TAG } from "./hold.js";
import { VERSION_TAGS } from "./record.js";
import { asRegistryError, openRegistry, type RegistryOptions } from "./registry-scene.js";

const LARGEST_PAGE = 1000;

/** Who promoted what, when, from which commit, and why. */
export interface History {
  /** Newest first. */
  entries: Promotion[];
  /** Whether releases decide and report but do not promote. */
  onHold: boolean;
  /** False when it is pieced together from the tags of versions, which know no rollbacks. */
  complete: boolean;
}

/** The history of a registered model. @throws PipelineError `usage` when it does not exist */
export async function history(options: RegistryOptions): Promise<History> {
  try {
    const { connection, atomic, promote } = await openRegistry(options);
    const { client } = connection;
    return atomic
      ? await historyOfServer(client, options.model)
      : await historyOfTags(client, options.model, promote);
  } catch (error) {
    throw asRegistryError(error);
  }
}

/** Who held a stage and an alias at one time. */
export interface HeldAt {
  stage?: string;
  alias?: string;
  versions: string[];
  /** The entry that made it so. */
  promotion?: Promotion;
  /** The earlier entry that brought the commit and the decision of the version; absent where `promotion` has them. */
  evidence?: Promotion;
}

/**
 * Who held a stage and an alias at a time.
 * @param time milliseconds since the epoch
 * @throws PipelineError `usage` when the model does not exist, or the server keeps no history
 */
export async function heldAt(options: RegistryOptions & { time: number }): Promise<HeldAt[]> {
  const { model: name, time } = options;
  try {
    const { connection, atomic, promote } = await openRegistry(options);
    if (!atomic) throw keepsNone();
    return (await connection.client.promotions.at({ name, time, ...promote })).places;
  } catch (error) {
    throw asRegistryError(error);
  }
}

/** Refuses to vouch for what is pieced together. */
export const keepsNone = (): PipelineError =>
  new PipelineError("usage", "this tracking server keeps no history of promotions", {
    hint: "a Slipway server does; without `--at` and `--verify` the tags of versions are shown",
  });

async function historyOfServer(client: Client, name: string): Promise<History> {
  const entries: Promotion[] = [];
  let onHold = false;
  let token: string | undefined;
  do {
    const page = await client.promotions.list({ name, max_results: LARGEST_PAGE, page_token: token });
    entries.push(...page.promotions);
    onHold = page.on_hold;
    token = page.next_page_token || undefined;
  } while (token !== undefined);
  return { entries, onHold, complete: true };
}

async function historyOfTags(client: Client, name: string, promote: PromoteStep): Promise<History> {
  const { registered, versions } = await readVersions(client, name);
  if (!registered) throw new PipelineError("usage", `there is no registered model ${name}`);
  const entries = versions.flatMap((version) => entryOf(version, promote));
  entries.sort((a, b) => Number(b.created_at) - Number(a.created_at));
  return { entries, onHold: registered.tags.some(({ key }) => key === HOLD_TAG), complete: false };
}

/** The promotion that a version's tags tell of; none for a version that no release promoted. */
function entryOf(version: ModelVersion, { stage, alias }: PromoteStep): Promotion[] {
  const tags = new Map(version.tags.map(({ key, value }) => [key, value]));
  const at = Number(tags.get(VERSION_TAGS.promotedAt));
  if (!at) return [];
  return [
    {
      id: 0,
      name: version.name,
      action: "promote",
      version: version.version,
      previous_version: tags.get(VERSION_TAGS.previous),
      stage,
      alias,
      forced: tags.get(VERSION_TAGS.forced) === "true",
      reason: tags.get(VERSION_TAGS.reason),
      actor: tags.get(VERSION_TAGS.actor),
      actor_verified: false,
      commit: tags.get(VERSION_TAGS.commit),
      run_id: version.run_id,
      created_at: at,
    },
  ];
}
