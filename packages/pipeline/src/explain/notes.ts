import { type Decision, type Explanation, figureOf } from "@slipway/contract";
import { isWeak } from "./answer.js";

type Note = Explanation["notes"][number];

/** What weakens a decision or is out of the ordinary: warnings first. */
export function notesOf(decision: Decision): Note[] {
  const found = [
    ...ofPromotion(decision),
    ...ofEvaluation(decision),
    ...ofTestSet(decision),
    ...ofCommit(decision),
  ];
  return found.toSorted((a, b) => Number(b.kind === "warning") - Number(a.kind === "warning"));
}

const warning = (text: string): Note => ({ kind: "warning", text });
const info = (text: string): Note => ({ kind: "info", text });

function ofPromotion({ forced, reason, promotion, outcome }: Decision): Note[] {
  const notes: Note[] = [];
  if (forced !== undefined) notes.push(warning(`Promoted by force: ${forced} (${reason}).`));
  if (outcome === "promoted" && !promotion)
    notes.push(
      warning("The decision was to promote; that the promotion was carried out is not on record here."),
    );
  if (promotion && promotion.guarantee !== "atomic")
    notes.push(
      info(
        "This tracking server cannot promote in one step: the champion was checked, then replaced. Another program that promoted at the same moment may have gone unnoticed.",
      ),
    );
  return notes;
}

function ofEvaluation({ verdicts, evaluation, champion }: Decision): Note[] {
  const notes: Note[] = [];
  if (verdicts.some(isWeak))
    notes.push(
      warning(
        "Only logged metrics could be compared: unpaired and weak. release.evaluate lets both models answer the same held-out examples.",
      ),
    );
  const best = verdicts.find((verdict) => (figureOf(verdict, "configurations_compared") ?? 1) > 1);
  if (best)
    notes.push(
      info(
        `The best of ${figureOf(best, "configurations_compared")} configurations was selected on what the gates look at, and the best of many looks better than it is. The gates ask for more because of it.`,
      ),
    );
  if (evaluation && champion && !evaluation.paired)
    notes.push(warning("The champion was not evaluated on the same examples."));
  if (evaluation?.champion_predictions === "kept")
    notes.push(
      info(
        "The champion could not be evaluated any more: the predictions that its own promotion kept stand for it.",
      ),
    );
  return notes;
}

function ofTestSet({ evaluation, test_set: use }: Decision): Note[] {
  if (!use)
    return evaluation
      ? [
          info(
            "How often these held-out examples serve is not controlled: each further decision on them makes a lucky pass more likely. release.test-set sets a budget.",
          ),
        ]
      : [];
  const notes = [info(`Look ${use.look} of ${use.looks} at the held-out set ${use.name}; ${use.left} left.`)];
  if (use.sealed)
    notes.push(
      info(
        "Only the verdict is shown: what the gates measured stays sealed until the set is retired, so that nobody can tune the next model to it.",
      ),
    );
  if (Number(use.revealed) > 0)
    notes.push(
      warning(
        `${use.revealed} ${Number(use.revealed) === 1 ? "decision" : "decisions"} over this set showed more than the verdict: what was made after seeing it is no longer covered by the stated reliability.`,
      ),
    );
  if (use.retired !== undefined) notes.push(info(`The set is retired: ${use.retired}.`));
  if (use.guarantee !== "atomic")
    notes.push(
      info("On this tracking server looks are counted check-then-act: two at once may count as one."),
    );
  return notes;
}

const ofCommit = ({ commit }: Decision): Note[] =>
  commit?.dirty
    ? [
        warning(
          `It was trained from a working copy with changes that commit ${commit.sha.slice(0, 10)} does not have.`,
        ),
      ]
    : [];
