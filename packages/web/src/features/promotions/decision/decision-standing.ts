import type { Decision, ModelVersion, Promotion, Protection } from "@slipway/contract";

/** The stage and the alias that a promotion gives. */
export interface DecisionPlace {
  stage?: string | undefined;
  alias?: string | undefined;
}

/** What is so now, long after a decision perhaps. */
export interface Standing {
  place: DecisionPlace;
  /** The version in use; undefined for none. */
  champion: string | undefined;
  /** Whether releases of the model hold. */
  onHold: boolean;
  /** The newest entry of the model's history; undefined for none. */
  newest: Promotion | undefined;
  /** The versions of the model that the candidate is registered as. */
  versions: readonly ModelVersion[];
  /** The rules on the place. */
  rules: readonly Protection[];
}

/** What can be done about a decision. */
export type Possible =
  | { kind: "none"; why: string; version?: string | undefined }
  | { kind: "protected"; rule: Protection }
  /** Every gate let it through. `stale`: against a champion that is none any more. */
  | { kind: "promote" }
  | { kind: "force"; why: string };

/** The place of a decision; of older records that of the newest promotion, else what releases give unasked. */
export function placeOf(decision: Decision, newest: Promotion | undefined): DecisionPlace {
  if (decision.place) return decision.place;
  const { promotion } = decision;
  if (promotion?.stage || promotion?.alias) return { stage: promotion.stage, alias: promotion.alias };
  if (newest?.stage || newest?.alias) return { stage: newest.stage, alias: newest.alias };
  return { stage: "Production", alias: "champion" };
}

/** `Production and @champion`. */
export const placeText = ({ stage, alias }: DecisionPlace): string =>
  [stage, alias && `@${alias}`].filter(Boolean).join(" and ");

/** What a page may do about a decision as things are now. */
export function possibleOf(decision: Decision, standing: Standing): Possible {
  const { candidate, champion: compared, verdicts } = decision;
  const { champion, versions, rules, onHold, place } = standing;
  if (!candidate) return { kind: "none", why: "There is nothing to promote." };
  const inUse = versions.find(({ version }) => version === champion);
  if (inUse) return { kind: "none", why: `is in ${placeText(place)} now.`, version: inUse.version };
  const [rule] = rules;
  if (rule) return { kind: "protected", rule };
  const passed =
    verdicts.some(({ status }) => status === "pass") &&
    verdicts.every(({ status }) => status === "pass" || status === "not-applicable");
  if (!passed) return { kind: "force", why: "Not every gate let it through." };
  if (onHold) return { kind: "force", why: "Releases of this model are on hold." };
  if ((compared?.version ?? "") !== (champion ?? ""))
    return {
      kind: "force",
      why: `It was compared with ${compared ? `version ${compared.version}` : "none"}, and ${
        champion === undefined ? "no version" : `version ${champion}`
      } is in use now: release again to compare with that.`,
    };
  return { kind: "promote" };
}

/** The champion by the same rule as the server's: who bears the alias, else who is alone in the stage. */
export function championOf(
  standing: Promotion["standing"],
  { stage, alias }: DecisionPlace,
): string | undefined {
  const bearer = standing?.aliases.find((one) => one.alias === alias)?.version;
  const holders = standing?.stages.find((one) => one.stage === stage)?.versions ?? [];
  return bearer ?? (holders.length === 1 ? holders[0] : undefined);
}
