import { ApiError, type ModelFile } from "@slipway/contract";
import type { ArtifactService } from "../artifacts/artifact-service.js";
import type { Database, Db } from "../database/database.js";
import type { ModelVersionService } from "../model-versions/model-version-service.js";
import type { CheckedVersion } from "../model-versions/registration-service.js";
import { type DecidedMove, whyNotDecided } from "./check-decision.js";
import type { Situation } from "./choose-version.js";
import { denied, rulesOf } from "./guard.js";
import { findByDecision, wasChampion } from "./promotion-store.js";
import { type ProtectionRow, selectProtections } from "./protection-store.js";
import { isSignedBy } from "./public-key.js";
import { type BroughtDecision, readDecision } from "./read-decision.js";
import { type PromotionRequest, parseChampionStage } from "./validate-promotion.js";

export interface GateDependencies {
  database: Database;
  versions: Pick<ModelVersionService, "require" | "downloadUri">;
  artifacts: Pick<ArtifactService, "modelFiles">;
}

/** What a promotion brings, and what was found of the model's files, before its transaction begins. */
export interface Brought {
  decision?: BroughtDecision;
  /** Where the files were read, and what they are or why that could not be told. */
  read?: { location: string; files: ModelFile[] | string };
}

/** Lets nothing but decisions move what is protected. */
export class DecisionGate {
  constructor(private readonly dependencies: GateDependencies) {}

  /**
   * Reads the decision of a request, and the model's files where a rule asks for them: that may take long, so no
   * transaction waits for it.
   * @throws ApiError INVALID_PARAMETER_VALUE when the envelope cannot be read
   */
  async prepare(request: PromotionRequest, created: CheckedVersion | undefined): Promise<Brought> {
    const { name, action, envelope } = request;
    if (!envelope) return {};
    const decision = readDecision(envelope);
    const place = { stage: parseChampionStage(request.stage), alias: request.alias || undefined };
    const rules = rulesOf(await selectProtections(this.dependencies.database.read, name), place);
    const asksForFiles = rules.some(
      ({ public_key: key }) => key !== null && isSignedBy(envelope, decision.payload, key),
    );
    if (action !== "promote" || !asksForFiles) return { decision };
    const location = created?.location ?? (await this.locationOf(name, request.version ?? ""));
    return { decision, read: { location, files: await this.read(location) } };
  }

  /**
   * Refuses a promotion or a rollback that the rules of its place do not allow, and a decision that was spent.
   * @throws ApiError PERMISSION_DENIED, saying why and what would be right
   */
  async admit(
    tx: Db,
    request: PromotionRequest,
    situation: Situation,
    version: number,
    { decision, read }: Brought,
    created: CheckedVersion | undefined,
  ): Promise<void> {
    if (decision) await requireUnspent(tx, decision.statement.predicate.id);
    const rules = rulesOf(await selectProtections(tx, request.name), situation.place);
    if (rules.length === 0) return;
    if (request.action === "rollback") return requireFormer(tx, rules, situation, version);
    const row = await this.dependencies.versions.require(tx, request.name, version);
    const location = row.storage_location || row.source || "";
    const move: DecidedMove = {
      name: request.name,
      version: created ? undefined : version,
      source: row.source ?? "",
      runId: row.run_id ?? "",
      champion: situation.champion,
      place: situation.place,
      files: read?.location === location ? read.files : undefined,
    };
    for (const rule of rules) {
      const forced = request.forced && !rule.allow_force ? FORCED : undefined;
      const why = forced ?? whyNotDecided(rule, decision, move);
      if (why !== undefined) throw denied(rule, why);
    }
  }

  private locationOf(name: string, version: string): Promise<string> {
    return this.dependencies.versions.downloadUri(name, version);
  }

  private async read(location: string): Promise<ModelFile[] | string> {
    try {
      const files = await this.dependencies.artifacts.modelFiles(location);
      return files.length > 0 ? files : `There are no files at '${location}'.`;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return `This server cannot read the model's files at '${location}' to compare them with the decision: ${reason}.`;
    }
  }
}

const FORCED = "A forced promotion does not move it: the rule does not allow that.";

async function requireUnspent(tx: Db, id: string): Promise<void> {
  const spent = await findByDecision(tx, id);
  if (!spent) return;
  const what = `${spent.action} of version ${spent.version} of '${spent.name}'`;
  throw new ApiError(
    "PERMISSION_DENIED",
    `The decision '${id}' was spent: it stands behind the ${what} (entry ${spent.id}, ${new Date(Number(spent.created_at)).toISOString()}). ` +
      "A decision serves once; release again to get a new one. Nothing was changed.",
  );
}

async function requireFormer(
  tx: Db,
  rules: readonly ProtectionRow[],
  { last }: Situation,
  version: number,
): Promise<void> {
  for (const rule of rules)
    if (!last?.chain || !(await wasChampion(tx, last.chain, version, rule)))
      throw denied(rule, `Version ${version} never held it by right, so no rollback goes there.`);
}
