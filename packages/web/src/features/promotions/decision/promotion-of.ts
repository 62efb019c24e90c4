import type { Decision, endpoints, InputOf } from "@slipway/contract";
import type { Standing } from "./decision-standing.js";

type Input = InputOf<typeof endpoints.promotions.create>;

/** What whoever promotes says of it. */
export interface PromoteWords {
  force: boolean;
  reason: string;
  actor: string;
}

/**
 * The promotion that carries a decision out: over the champion that was shown, once however often it is sent, with
 * the decision as it was taken.
 */
export function promotionOf(
  decision: Decision,
  { place, champion, newest, versions }: Standing,
  { force, reason, actor }: PromoteWords,
): Input {
  const { candidate, commit, build_run_id, model } = decision;
  const runId = candidate?.run_id ?? "";
  const home = build_run_id ?? runId;
  const [known] = versions;
  return {
    name: model,
    action: "promote",
    ...(known
      ? { version: known.version }
      : {
          create: {
            source: candidate?.source ?? "",
            run_id: runId,
            ...loggedModelOf(candidate?.source),
            tags: tagsOf(decision, home, champion, force),
          },
        }),
    stage: place.stage,
    alias: place.alias,
    expected_champion: champion ?? "",
    // Sent twice it is one promotion; after the next change of the model it is another one.
    idempotency_key: [home, runId, `over ${champion ?? "none"}`, `after ${newest?.id ?? "nothing"}`].join(
      ":",
    ),
    forced: force,
    reason: reason.trim() || decision.reason,
    actor: actor.trim() || undefined,
    commit: commit?.sha,
    run_id: home,
    decision,
  };
}

/** The logged model that a source is of, where its address tells. */
function loggedModelOf(source: string | undefined): { model_id?: string } {
  const [, model_id] = /\/models\/(m-[0-9a-f]+)\/artifacts\/?$/.exec(source ?? "") ?? [];
  return model_id === undefined ? {} : { model_id };
}

/** The tags with which a release registers a version, too. */
const tagsOf = (decision: Decision, home: string, champion: string | undefined, force: boolean) =>
  Object.entries({
    "slipway.decision": `runs:/${home}/slipway/decision.json`,
    "slipway.commit": decision.commit?.sha,
    "slipway.previous_version": champion,
    "slipway.forced": force ? "true" : undefined,
  }).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
