import {
  ApiError,
  type endpoints,
  LIMITS,
  type Promotion,
  type Protection,
  type RequestOf,
  type ResponseOf,
} from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import { validateNewAlias } from "../model-versions/validate-alias.js";
import {
  holdRegisteredModel,
  requireRegisteredModel,
} from "../registered-models/require-registered-model.js";
import { validateLength } from "../validation/length.js";
import { bearerOf, holdersOf } from "./changes.js";
import { placeName } from "./guard.js";
import type { HistoryService } from "./history-service.js";
import { parseStanding } from "./promotion-entity.js";
import * as store from "./protection-store.js";
import { fingerprintOf, parsePublicKey } from "./public-key.js";
import { parseChampionStage } from "./validate-promotion.js";

type Calls = typeof endpoints.protections;
type PlaceKey = Pick<store.ProtectionRow, "kind" | "place">;

export interface ProtectionDependencies {
  database: Database;
  history: Pick<HistoryService, "settle" | "enter" | "catchUp">;
}

/** The rules about what may move a model's stages and aliases. Making and lifting one are entries of its history. */
export class ProtectionService {
  constructor(private readonly dependencies: ProtectionDependencies) {}

  async list({ name }: RequestOf<Calls["list"]>): Promise<ResponseOf<Calls["list"]>> {
    const { read } = this.dependencies.database;
    await requireRegisteredModel(read, name);
    await this.dependencies.history.catchUp(name);
    return { protections: (await store.selectProtections(read, name)).map(toProtection) };
  }

  async set(request: RequestOf<Calls["set"]>): Promise<ResponseOf<Calls["set"]>> {
    const { name, public_key, allow_force, reason, actor } = request;
    validateTexts(request);
    const row = {
      name,
      ...placeOf(request),
      public_key: public_key ? parsePublicKey(public_key) : null,
      allow_force: allow_force ? 1 : 0,
      approvals: null,
      reason: reason ?? null,
      actor: actor ?? null,
      created_at: Date.now(),
    };
    const key = row.public_key && ` signed with ${fingerprintOf(row.public_key)}`;
    const rule = `Only a decision${key || ""} moves the ${placeName(row)}${allow_force ? ", or a forced one" : ""}.`;
    await this.dependencies.database.write(async (tx) => {
      await this.note(tx, row, { action: "protect", actor, reason: reason ? `${reason} (${rule})` : rule });
      await store.putProtection(tx, row);
    });
    return { protection: toProtection(row) };
  }

  async remove(request: RequestOf<Calls["remove"]>): Promise<void> {
    const { name, reason, actor } = request;
    validateTexts(request);
    const key = { name, ...placeOf(request) };
    await this.dependencies.database.write(async (tx) => {
      await holdRegisteredModel(tx, name);
      const rules = await store.selectProtections(tx, name);
      if (!rules.some(({ kind, place }) => kind === key.kind && place === key.place))
        throw new ApiError(
          "RESOURCE_DOES_NOT_EXIST",
          `The ${placeName(key)} of '${name}' is not protected; ${rules.map(placeName).join(" and ") || "nothing"} is.`,
        );
      await this.note(tx, key, { action: "unprotect", actor, reason });
      await store.deleteProtection(tx, key);
    });
  }

  private async note(
    tx: Db,
    { name, kind, place }: PlaceKey & { name: string },
    { action, actor, reason }: Pick<Promotion, "action" | "actor" | "reason">,
  ): Promise<void> {
    await holdRegisteredModel(tx, name);
    const last = await this.dependencies.history.settle(tx, name);
    const standing = last?.standing ? parseStanding(last.standing) : undefined;
    const holder =
      standing && (kind === "alias" ? bearerOf(standing, place) : holdersOf(standing, place).at(-1));
    const version = holder === undefined ? null : Number(holder);
    await this.dependencies.history.enter(tx, name, last, {
      action,
      [kind]: place,
      version,
      previous_version: version,
      actor: actor ?? null,
      reason: reason ?? null,
    });
  }
}

const LONGEST_ACTOR = 256;

function validateTexts({ actor, reason }: { actor?: string; reason?: string }): void {
  validateLength("actor", LONGEST_ACTOR, actor ?? "");
  validateLength("reason", LIMITS.description, reason ?? "");
}

/** The one place that a request names. @throws ApiError INVALID_PARAMETER_VALUE */
function placeOf(request: { stage?: string; alias?: string }): PlaceKey {
  const stage = parseChampionStage(request.stage);
  const alias = request.alias || undefined;
  if (stage !== undefined && alias === undefined) return { kind: "stage", place: stage };
  if (stage !== undefined || alias === undefined)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      "A rule is about a 'stage' or an 'alias': name one of them.",
    );
  validateNewAlias(alias);
  return { kind: "alias", place: alias };
}

const toProtection = (row: store.ProtectionRow): Protection => ({
  name: row.name,
  [row.kind]: row.place,
  public_key: row.public_key ?? undefined,
  key_fingerprint: row.public_key === null ? undefined : fingerprintOf(row.public_key),
  allow_force: row.allow_force !== 0,
  approvals: row.approvals ?? undefined,
  reason: row.reason ?? undefined,
  actor: row.actor ?? undefined,
  created_at: row.created_at,
});
