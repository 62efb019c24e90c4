import { type Static, Type } from "typebox";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { DURATION_PATTERN, parseDuration } from "../file/duration.js";
import { fill, parseTemplate } from "../file/expression.js";
import type { CommandResult, Gate, Measured, Ruling } from "./gate.js";
import { requiredParameter } from "./gate-parameters.js";

const parameters = Type.Object(
  {
    run: Type.String({
      minLength: 1,
      description: "a command; ending with anything but 0 fails the candidate",
    }),
    name: Type.Optional(
      Type.String({
        minLength: 1,
        pattern: "^[\\w.-]+$",
        description: "a short name for its log (default: command)",
      }),
    ),
    timeout: Type.Optional(
      Type.String({
        pattern: DURATION_PATTERN,
        description: "a duration with its unit, such as 90s, 30m or 1h30m (default: none)",
      }),
    ),
    required: requiredParameter,
  },
  { additionalProperties: false, description: "a mapping with `run`" },
);

export type CommandParameters = Static<typeof parameters>;

const KEYS = ["model", "predictions"];
const STATUSES = ["pass", "fail", "not-enough-data"] as const;

/**
 * A check of one's own: any command, which passes the candidate by ending with 0. It finds the files of both models
 * at `${{ candidate.model }}`, `${{ candidate.predictions }}`, `${{ champion.model }}` and
 * `${{ champion.predictions }}`, or in variables such as `SLIPWAY_CANDIDATE_MODEL`; what is not there is empty. When
 * the last line that it prints is a JSON object with `status`, `reason` or `evidence`, the verdict says what that says.
 */
export const command: Gate<CommandParameters> = {
  name: "command",
  parameters,
  required: true,
  claim: "absolute",
  judges: "facts",
  example: { run: "python check.py ${{ candidate.model }}" },
  needs: () => ["model-files"],
  findings: ({ run }) => {
    const { template, problems } = parseTemplate(run, ["candidate", "champion"]);
    const unknown = template.references.filter(({ name }) => name !== undefined && !KEYS.includes(name));
    return [
      ...problems.map(({ message }) => `${message}; available here: candidate, champion`),
      ...unknown.map(
        ({ context, name }) => `\`${context}.${name}\` does not exist; there are ${KEYS.join(", ")}`,
      ),
    ];
  },
  evaluate: async (evidence, { run, name = "command", timeout }) => {
    if (!evidence.run) throw new EvaluationError("no command can be run here");
    const contexts = { candidate: filesOf(evidence.candidate), champion: filesOf(evidence.champion) };
    const milliseconds = timeout === undefined ? undefined : parseDuration(timeout);
    const result = await evidence.run({
      label: name,
      command: fill(run, contexts),
      environment: {
        SLIPWAY_CANDIDATE_MODEL: contexts.candidate.model,
        SLIPWAY_CANDIDATE_PREDICTIONS: contexts.candidate.predictions,
        SLIPWAY_CHAMPION_MODEL: contexts.champion.model,
        SLIPWAY_CHAMPION_PREDICTIONS: contexts.champion.predictions,
      },
      ...(milliseconds !== undefined && { timeout: milliseconds }),
    });
    return rulingOf(name, result);
  },
};

const filesOf = (measured: Measured | undefined) => ({
  model: measured?.files?.model ?? "",
  predictions: measured?.files?.predictions ?? "",
});

function rulingOf(name: string, { output, failure }: CommandResult): Ruling {
  const said = saidBy(output);
  const evidence = { command: name, ...(said?.evidence !== undefined && { said: said.evidence as never }) };
  const own =
    typeof said?.reason === "string" && said.reason.trim() !== "" ? oneLine(said.reason) : undefined;
  if (failure !== undefined) {
    const last = oneLine(output.trimEnd().split("\n").at(-1) ?? "");
    const why = own ?? (said ? "" : last);
    const status = said?.status === "not-enough-data" ? "not-enough-data" : "fail";
    return { status, reason: `${name} ${failure}${why ? `: ${why}` : ""}`, evidence };
  }
  if (said?.status === undefined) return { status: "pass", reason: own ?? `${name} ended well`, evidence };
  const status = STATUSES.find((known) => known === said.status);
  if (!status) {
    throw new EvaluationError(
      `${name} said the status ${JSON.stringify(said.status)}; known are ${STATUSES.join(", ")}`,
    );
  }
  return { status, reason: own ?? `${name} said ${status}`, evidence };
}

/** The JSON object that stands on the last line, if one does. */
function saidBy(output: string): { status?: unknown; reason?: unknown; evidence?: unknown } | undefined {
  const last = output.trimEnd().split("\n").at(-1)?.trim() ?? "";
  if (!last.startsWith("{")) return undefined;
  try {
    const value = JSON.parse(last);
    return ["status", "reason", "evidence"].some((key) => Object.hasOwn(value, key)) ? value : undefined;
  } catch {
    return undefined;
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 300);
