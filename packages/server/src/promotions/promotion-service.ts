import { ApiError, type endpoints, type RequestOf, type ResponseOf, verifyChains } from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import type { AliasService } from "../model-versions/alias-service.js";
import type { ModelVersionService } from "../model-versions/model-version-service.js";
import type { CheckedVersion, RegistrationService } from "../model-versions/registration-service.js";
import type { StageService } from "../model-versions/stage-service.js";
import {
  ensureRegisteredModel,
  lockRegisteredModel,
  requireRegisteredModel,
} from "../registered-models/require-registered-model.js";
import { cutPage, readPage } from "../searching/page.js";
import { unlessMissing } from "../validation/unless-missing.js";
import type { RegistryEvents } from "../webhooks/registry-events.js";
import { holdAfter } from "./chain-older.js";
import { bearerOf, holdersOf } from "./changes.js";
import { chooseVersion, type Situation } from "./choose-version.js";
import type { Brought, DecisionGate } from "./decision-gate.js";
import { findChampion } from "./find-champion.js";
import type { HistoryService, NewEntry } from "./history-service.js";
import type { Place } from "./place.js";
import { encodeDecision, parseStanding, sha256, toPromotion } from "./promotion-entity.js";
import * as store from "./promotion-store.js";
import { type PromotionRequest, parseChampionStage, validatePromotion } from "./validate-promotion.js";

type Calls = typeof endpoints.promotions;
type Answer = ResponseOf<Calls["create"]>;

const LARGEST_PAGE = 1000;

export interface PromotionDependencies {
  database: Database;
  versions: Pick<ModelVersionService, "require" | "read" | "readAll">;
  stages: Pick<StageService, "holders" | "archiveOthers" | "move">;
  aliases: Pick<AliasService, "find" | "move">;
  registration: Pick<RegistrationService, "check" | "register">;
  gate: Pick<DecisionGate, "prepare" | "admit">;
  history: Pick<HistoryService, "settle" | "enter" | "current" | "catchUp">;
  events: Pick<RegistryEvents, "modelCreated" | "championChanged">;
}

/**
 * Changes of champions. Each happens wholly or not at all, on the condition that the champion is the one that the
 * caller compared with, and leaves an entry in a history that is only ever appended to.
 */
export class PromotionService {
  private readonly database: Database;

  constructor(private readonly dependencies: PromotionDependencies) {
    this.database = dependencies.database;
  }

  async create(request: PromotionRequest): Promise<Answer> {
    validatePromotion(request);
    const decision = encodeDecision(request.decision);
    const created = request.create && (await this.dependencies.registration.check(request.create));
    const brought = await this.dependencies.gate.prepare(request, created);
    return this.database.write(async (tx) => {
      await lockRegisteredModel(tx, request.name);
      const first = await this.findFirst(tx, request);
      if (first) return this.answer(tx, first, []);
      const situation = await this.survey(tx, request);
      requireExpected(request, situation.champion);
      const { version, archived } = await this.act(tx, request, situation, brought, created);
      const entry = await this.dependencies.history.enter(tx, request.name, situation.last, {
        ...entryOf(request, situation, decision),
        version: version ?? null,
        decision_id: brought.decision?.statement.predicate.id ?? null,
      });
      await this.dependencies.events.championChanged(tx, request.action, toPromotion(entry));
      return this.answer(tx, entry, archived);
    });
  }

  async list({
    name,
    max_results,
    page_token,
    brief,
  }: RequestOf<Calls["list"]>): Promise<ResponseOf<Calls["list"]>> {
    const { read } = this.database;
    const page = readPage(max_results, LARGEST_PAGE, page_token);
    await this.dependencies.history.catchUp(name);
    const { rows, next_page_token } = cutPage(await store.selectPromotions(read, name, page), page);
    // The history of a model outlives it.
    if (rows.length === 0) await requireRegisteredModel(read, name);
    const on_hold = Boolean((await this.dependencies.history.current(read, name))?.on_hold);
    const entries = brief ? rows.map((row) => ({ ...row, decision: null, envelope: null })) : rows;
    return { promotions: entries.map(toPromotion), on_hold, next_page_token };
  }

  async verify({ name }: RequestOf<Calls["verify"]>): Promise<ResponseOf<Calls["verify"]>> {
    const { read } = this.database;
    await this.dependencies.history.catchUp(name);
    const entries = (await store.selectAllPromotions(read, name)).map(toPromotion);
    if (entries.length === 0) await requireRegisteredModel(read, name);
    return verifyChains(entries, sha256);
  }

  async at({ name, time, stage, alias }: RequestOf<Calls["at"]>): Promise<ResponseOf<Calls["at"]>> {
    const { read } = this.database;
    const place = { stage: parseChampionStage(stage), alias: alias || undefined };
    if (!place.stage && !place.alias)
      throw new ApiError("INVALID_PARAMETER_VALUE", "Name a 'stage', an 'alias' or both to look for.");
    await this.dependencies.history.catchUp(name);
    const rows = await store.selectAt(read, name, time, place);
    if (rows.length === 0 && !(await store.findLast(read, name))) await requireRegisteredModel(read, name);
    const at = async (key: "stage" | "alias", value: string | undefined) => {
      if (value === undefined) return [];
      const row = rows.find((one) => one[key] === value);
      return [heldAt(row, row && (await store.findEvidence(read, row)), key, value)];
    };
    return { places: [...(await at("stage", place.stage)), ...(await at("alias", place.alias))] };
  }

  /** The entry that a request with the same key made before. */
  private async findFirst(tx: Db, request: PromotionRequest): Promise<store.PromotionRow | undefined> {
    const { name, idempotency_key: key, action, version } = request;
    const first = key ? await store.findPromotionByKey(tx, name, key) : undefined;
    if (!first) return undefined;
    if (first.action === action && (version === undefined || String(first.version) === version.trim()))
      return first;
    throw new ApiError(
      "RESOURCE_CONFLICT",
      `The idempotency key '${key}' was used for another request: ${first.action} of version ${first.version}.`,
    );
  }

  private async survey(tx: Db, request: PromotionRequest): Promise<Situation> {
    const { name, action, create } = request;
    if (action === "promote" && create && (await ensureRegisteredModel(tx, name, Date.now())))
      await this.dependencies.events.modelCreated(tx, name, "", []);
    await requireRegisteredModel(tx, name);
    const last = await this.dependencies.history.settle(tx, name);
    const given = { stage: parseChampionStage(request.stage), alias: request.alias || undefined };
    const isGiven = action === "promote" || given.stage !== undefined || given.alias !== undefined;
    const place = isGiven ? given : await this.lastPlace(tx, last?.chain ?? undefined);
    return { place, last, champion: await findChampion(tx, this.dependencies, name, place) };
  }

  /** Where the newest promotion was. */
  private async lastPlace(tx: Db, chain: string | undefined): Promise<Place> {
    const placed = chain === undefined ? undefined : await store.findPlaced(tx, chain);
    return { stage: parseChampionStage(placed?.stage ?? undefined), alias: placed?.alias ?? undefined };
  }

  private async act(
    tx: Db,
    request: PromotionRequest,
    situation: Situation,
    brought: Brought,
    created: CheckedVersion | undefined,
  ): Promise<{ version: number | undefined; archived: number[] }> {
    const { name, action, forced } = request;
    if (action === "hold" || action === "resume") return { version: situation.champion, archived: [] };
    if (action === "promote" && !forced && situation.last?.on_hold) throw onHold(name);
    const version = created
      ? await this.dependencies.registration.register(tx, name, created)
      : await chooseVersion(tx, this.dependencies.versions, request, situation);
    await this.dependencies.gate.admit(tx, request, situation, version, brought, created);
    return { version, archived: await this.crown(tx, name, version, situation.place) };
  }

  /** @returns the versions that lost the stage */
  private async crown(tx: Db, name: string, version: number, { stage, alias }: Place): Promise<number[]> {
    const { stages, aliases } = this.dependencies;
    const time = Date.now();
    const archived = stage ? await stages.archiveOthers(tx, name, stage, version, time) : [];
    if (stage) await stages.move(tx, name, version, stage, time);
    if (alias) await aliases.move(tx, name, alias, version);
    return archived;
  }

  private async answer(tx: Db, entry: store.PromotionRow, archived: number[]): Promise<Answer> {
    const { versions } = this.dependencies;
    const { name, version } = entry;
    const rows = [];
    for (const number of archived) rows.push(await versions.require(tx, name, number));
    const row = version === null ? undefined : await unlessMissing(versions.require(tx, name, version));
    return {
      promotion: toPromotion(entry),
      model_version: row && (await versions.read(tx, row)),
      archived: await versions.readAll(tx, rows),
    };
  }
}

function requireExpected(
  { name, expected_champion: expected }: PromotionRequest,
  champion: number | undefined,
): void {
  const found = champion === undefined ? "" : String(champion);
  if (expected === undefined || expected.trim() === found) return;
  throw new ApiError(
    "RESOURCE_CONFLICT",
    `The champion of '${name}' is ${found ? `version ${found}` : "no version"} now, not ` +
      `${expected ? `version ${expected}` : "none"} as expected. Nothing was changed; compare with the present champion and try again.`,
    { champion: found },
  );
}

const onHold = (name: string) =>
  new ApiError(
    "RESOURCE_CONFLICT",
    `'${name}' is on hold: it was rolled back or held, and nothing is promoted until it is resumed ` +
      "(action 'resume', or slipway models resume). A forced promotion goes ahead all the same.",
    { on_hold: true },
  );

/** Who held a stage or an alias after an entry. */
function heldAt(
  row: store.PromotionRow | undefined,
  evidence: store.PromotionRow | undefined,
  key: "stage" | "alias",
  value: string,
) {
  const standing = row?.standing ? parseStanding(row.standing) : undefined;
  const bearer = standing && bearerOf(standing, value);
  const versions = key === "alias" ? (bearer ? [bearer] : []) : standing ? holdersOf(standing, value) : [];
  return {
    [key]: value,
    versions,
    promotion: row && toPromotion(row),
    evidence: evidence && toPromotion(evidence),
  };
}

const entryOf = (
  request: PromotionRequest,
  { place, champion, last }: Situation,
  decision: string | null,
): NewEntry => ({
  action: request.action,
  previous_version: champion ?? null,
  stage: place.stage ?? null,
  alias: place.alias ?? null,
  forced: request.forced ? 1 : 0,
  reason: request.reason ?? null,
  actor: request.actor ?? null,
  on_hold: holdAfter(request.action, last?.on_hold ?? 0),
  commit_sha: request.commit ?? null,
  run_id: request.run_id ?? null,
  decision,
  envelope: request.envelope ? JSON.stringify(request.envelope) : null,
  idempotency_key: request.idempotency_key || null,
});
