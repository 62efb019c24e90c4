import type { DecisionPredicate, ModelFile } from "@slipway/contract";
import type { Place } from "./place.js";
import type { ProtectionRow } from "./protection-store.js";
import { fingerprintOf, isSignedBy } from "./public-key.js";
import type { BroughtDecision } from "./read-decision.js";

/** What a decision must be about. */
export interface DecidedMove {
  name: string;
  /** The version that is there already; undefined when the promotion registers it. */
  version: number | undefined;
  source: string;
  runId: string;
  champion: number | undefined;
  place: Place;
  /** The files of the model as they are stored, or why they could not be read; needed for rules with a key. */
  files: ModelFile[] | string | undefined;
}

/** Why a decision does not move a protected place; undefined when it does. */
export function whyNotDecided(
  rule: ProtectionRow,
  decision: BroughtDecision | undefined,
  move: DecidedMove,
): string | undefined {
  if (!decision) return "This call brings none.";
  const { envelope, payload, statement } = decision;
  if (rule.public_key !== null && !isSignedBy(envelope, payload, rule.public_key))
    return envelope.signatures.length === 0
      ? "The decision of this call is not signed: `slipway release --key FILE` signs it."
      : `The decision of this call is not signed with the key ${fingerprintOf(rule.public_key)}: it was edited, or another key signed it.`;
  const other =
    whyNotPassing(rule, statement.predicate) ??
    whyAboutAnother(statement.predicate, move) ??
    whyElsewhere(rule, statement.predicate);
  if (other !== undefined || rule.public_key === null) return other;
  return whyOtherFiles(statement.subject, move.files);
}

function whyNotPassing(
  { allow_force }: ProtectionRow,
  { outcome, forced, examples }: DecisionPredicate,
): string | undefined {
  if (outcome !== "promoted") return `The decision of this call is '${outcome}', not 'promoted'.`;
  if (forced !== undefined)
    return allow_force ? undefined : "The release was forced, and the rule does not allow that.";
  if (!examples || Number(examples.count) === 0)
    return "The decision of this call rests on logged metrics alone: no held-out examples were evaluated.";
  return undefined;
}

function whyAboutAnother(decided: DecisionPredicate, move: DecidedMove): string | undefined {
  const { name, version, source, runId, champion } = move;
  if (decided.model !== name) return differs("is about the model", decided.model, name);
  if (decided.version !== undefined && decided.version !== String(version ?? ""))
    return differs(
      "is about version",
      decided.version,
      version === undefined ? "a new one" : String(version),
    );
  if (decided.source !== source) return differs("is about the model at", decided.source, source);
  if (runId && decided.run_id !== runId) return differs("is about the run", decided.run_id, runId);
  const found = champion === undefined ? "" : String(champion);
  if (decided.expected_champion !== found)
    return differs("was made against the champion", decided.expected_champion || "none", found || "none");
  return undefined;
}

function whyElsewhere({ kind, place }: ProtectionRow, decided: DecisionPredicate): string | undefined {
  const meant = kind === "stage" ? decided.stage : decided.alias;
  return meant === place ? undefined : differs(`moves the ${kind}`, meant ?? "none", place);
}

function whyOtherFiles(decided: readonly ModelFile[], files: DecidedMove["files"]): string | undefined {
  if (files === undefined) return "The rule was made while this call was under way; make it again.";
  if (typeof files === "string") return files;
  const stored = new Map(files.map(({ name, digest }) => [name, digest.sha256]));
  for (const { name, digest } of decided) {
    const found = stored.get(name);
    if (found === undefined) return `The model's file '${name}' is gone since the decision.`;
    if (found !== digest.sha256)
      return differs(`knows the model's file '${name}' with the digest`, digest.sha256, found);
    stored.delete(name);
  }
  const [added] = stored.keys();
  return added === undefined ? undefined : `The model has a file '${added}' that the decision does not know.`;
}

const differs = (what: string, decided: string, found: string) =>
  `The decision of this call ${what} '${decided}', not '${found}'.`;
