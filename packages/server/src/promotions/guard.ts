import { ApiError } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { Change } from "./changes.js";
import type { Place } from "./place.js";
import { type ProtectionRow, selectProtections } from "./protection-store.js";

/** The rules about a place: one for its stage, one for its alias, or none. */
export const rulesOf = (rules: readonly ProtectionRow[], { stage, alias }: Place): ProtectionRow[] =>
  rules.filter(({ kind, place }) => place === (kind === "stage" ? stage : alias));

/** Refuses changes of protected places that no decision stands behind. @throws ApiError PERMISSION_DENIED */
export async function requireUnprotected(tx: Db, name: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rules = await selectProtections(tx, name);
  for (const change of changes)
    for (const rule of rulesOf(rules, change as Place)) throw denied(rule, "This call brings none.");
}

/** Refuses what would take a model away from under its rules. @throws ApiError PERMISSION_DENIED */
export async function requireNoRules(tx: Db, name: string, act: string): Promise<void> {
  const [rule] = await selectProtections(tx, name);
  if (rule)
    throw new ApiError(
      "PERMISSION_DENIED",
      `'${name}' cannot be ${act}: its ${placeName(rule)} is protected. ${howToLift(rule)}`,
    );
}

/** That a protected place does not move, why, and what would move it. */
export const denied = (rule: ProtectionRow, why: string): ApiError =>
  new ApiError(
    "PERMISSION_DENIED",
    `The ${placeName(rule)} of '${rule.name}' is protected: only a passing decision about that very version moves it` +
      `${rule.public_key === null ? "" : ", signed with the key of the rule"}. ${why} ` +
      "Nothing was changed. `slipway release` makes and brings a decision, `slipway rollback` goes back to a champion " +
      `before. ${howToLift(rule)}`,
  );

/** A place in words, e.g. `alias 'champion'`. */
export const placeName = ({ kind, place }: Pick<ProtectionRow, "kind" | "place">): string =>
  `${kind} '${place}'`;

const howToLift = ({ name, kind, place }: ProtectionRow) =>
  `The rule is lifted by: slipway models protect ${JSON.stringify(name)} --${kind} ${place} --remove --reason …`;
