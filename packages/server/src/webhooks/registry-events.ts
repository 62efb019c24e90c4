import type { ChampionAction, KeyValue, Promotion, WebhookEventName } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { EventData } from "./payload.js";
import type { WebhookOutbox } from "./webhook-outbox.js";

/** Tags that mark what MLflow keeps in the registry but does not call a model. */
const PROMPT = { flag: "mlflow.prompt.is_prompt", text: "mlflow.prompt.text", type: "_mlflow_prompt_type" };
const INTERNAL = new Set(Object.values(PROMPT));

export interface RegistryEventDependencies {
  outbox: WebhookOutbox;
  /** The value of a tag of a registered model. */
  findModelTag(tx: Db, name: string, key: string): Promise<string | null | undefined>;
}

/** A version as it was registered. */
export interface RegisteredVersion {
  version: number;
  source: string;
  runId: string;
  description: string;
  tags: readonly KeyValue[];
}

/** What webhooks tell of the registry, in MLflow's shapes. A prompt has events of its own for each. */
export class RegistryEvents {
  constructor(private readonly dependencies: RegistryEventDependencies) {}

  modelCreated(tx: Db, name: string, description: string, tags: readonly KeyValue[]): Promise<void> {
    return isPrompt(tags)
      ? this.emit(tx, "prompt.created", { name, tags: shown(tags), description })
      : this.emit(tx, "registered_model.created", { name, tags: record(tags), description });
  }

  versionCreated(tx: Db, name: string, created: RegisteredVersion): Promise<void> {
    const { source, tags } = created;
    const version = String(created.version);
    const description = created.description || null;
    if (!isPrompt(tags)) {
      const run_id = created.runId || null;
      const data = { name, version, source, run_id, tags: record(tags), description };
      return this.emit(tx, "model_version.created", data);
    }
    const template = record(tags)[PROMPT.text] ?? null;
    return this.emit(tx, "prompt_version.created", {
      name,
      version,
      template,
      tags: shown(tags),
      description,
    });
  }

  async modelTagSet(tx: Db, name: string, { key, value }: KeyValue): Promise<void> {
    if (await this.isPrompt(tx, name)) await this.emit(tx, "prompt_tag.set", { name, key, value });
  }

  async modelTagDeleted(tx: Db, name: string, key: string): Promise<void> {
    if (await this.isPrompt(tx, name)) await this.emit(tx, "prompt_tag.deleted", { name, key });
  }

  async versionTagSet(tx: Db, name: string, version: number, { key, value }: KeyValue): Promise<void> {
    const event = (await this.isPrompt(tx, name)) ? "prompt_version_tag.set" : "model_version_tag.set";
    await this.emit(tx, event, { name, version: String(version), key, value });
  }

  async versionTagDeleted(tx: Db, name: string, version: number, key: string): Promise<void> {
    const event = (await this.isPrompt(tx, name))
      ? "prompt_version_tag.deleted"
      : "model_version_tag.deleted";
    await this.emit(tx, event, { name, version: String(version), key });
  }

  async aliasSet(tx: Db, name: string, alias: string, version: number): Promise<void> {
    const event = (await this.isPrompt(tx, name)) ? "prompt_alias.created" : "model_version_alias.created";
    await this.emit(tx, event, { name, alias, version: String(version) });
  }

  async aliasDeleted(tx: Db, name: string, alias: string): Promise<void> {
    const event = (await this.isPrompt(tx, name)) ? "prompt_alias.deleted" : "model_version_alias.deleted";
    await this.emit(tx, event, { name, alias });
  }

  async stageChanged(
    tx: Db,
    name: string,
    { version, stage, previous }: { version: number; stage: string; previous: string | null },
  ): Promise<void> {
    if (stage === previous) return;
    const data = { name, version: String(version), stage, previous_stage: previous };
    await this.emit(tx, "model_version_stage.transitioned", data);
  }

  async championChanged(tx: Db, action: ChampionAction, promotion: Promotion): Promise<void> {
    const { name, forced } = promotion;
    await this.emit(tx, CHAMPION_EVENTS[action], {
      name,
      version: promotion.version ?? null,
      previous_version: promotion.previous_version ?? null,
      stage: promotion.stage ?? null,
      alias: promotion.alias ?? null,
      reason: promotion.reason ?? null,
      actor: promotion.actor ?? null,
      forced,
      run_id: promotion.run_id ?? null,
    });
  }

  private emit(tx: Db, event: WebhookEventName, data: EventData): Promise<void> {
    return this.dependencies.outbox.emit(tx, event, data);
  }

  private async isPrompt(tx: Db, name: string): Promise<boolean> {
    return (await this.dependencies.findModelTag(tx, name, PROMPT.flag))?.toLowerCase() === "true";
  }
}

const CHAMPION_EVENTS: Record<ChampionAction, WebhookEventName> = {
  promote: "champion.promoted",
  rollback: "champion.rolled_back",
  hold: "champion.held",
  resume: "champion.resumed",
};

const record = (tags: readonly KeyValue[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value]));

const isPrompt = (tags: readonly KeyValue[]) => record(tags)[PROMPT.flag]?.toLowerCase() === "true";

const shown = (tags: readonly KeyValue[]) => record(tags.filter(({ key }) => !INTERNAL.has(key)));
