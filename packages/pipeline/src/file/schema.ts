import type { Adaptivity } from "@slipway/contract";
import { type Static, type TSchema, Type } from "typebox";
import type { MatrixSpec } from "../matrix/cell.js";
import { DURATION_PATTERN } from "./duration.js";

const closed = { additionalProperties: false } as const;
const text = (description: string) => Type.String({ minLength: 1, description });
const optionalText = (description: string) => Type.Optional(text(description));

const Names = (description: string) =>
  Type.Optional(
    Type.Unsafe<string | string[]>({
      anyOf: [
        { type: "string", minLength: 1 },
        { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 },
      ],
      description,
    }),
  );

const Cells = (description: string): TSchema => ({
  type: "array",
  items: { type: "object", minProperties: 1, description: "a mapping of matrix keys to values" },
  description,
});

const Matrix = Type.Unsafe<MatrixSpec>({
  type: "object",
  minProperties: 1,
  properties: {
    include: Cells("a list of mappings that add cells, or keys to cells"),
    exclude: Cells("a list of mappings; the cells that match one are left out"),
  },
  additionalProperties: { type: "array", minItems: 1, description: "a list of values" },
  description: "a mapping of keys to lists of values, with GitHub Actions' meaning",
});

const Build = Type.Object(
  {
    prepare: optionalText("a command that runs once a build, before the first candidate"),
    command: text("the command that trains one candidate"),
    matrix: Type.Optional(Matrix),
    "repeat-over": Names("a key of the matrix, or a list of them"),
    env: Type.Optional(
      Type.Unsafe<Record<string, string | number | boolean>>({
        type: "object",
        additionalProperties: {
          type: ["string", "number", "boolean"],
          description: "the text of an environment variable",
        },
        description: "a mapping of environment variables to texts",
      }),
    ),
    "max-parallel": Type.Optional(
      Type.Integer({ minimum: 1, description: "how many candidates train at once, 1 or more (default: 1)" }),
    ),
    timeout: Type.Optional(
      Type.String({
        pattern: DURATION_PATTERN,
        description: "a duration with its unit, such as 90s, 30m or 1h30m",
      }),
    ),
    executor: Type.Optional(Type.Unsafe<"local">({ enum: ["local"], description: "`local`: this machine" })),
  },
  { ...closed, description: "a mapping that says how candidates are trained" },
);

const Select = Type.Object(
  {
    metric: text("the name of a logged metric, on validation data"),
    goal: Type.Optional(
      Type.Unsafe<"maximize" | "minimize">({
        enum: ["maximize", "minimize"],
        description: "`maximize` (the default) or `minimize`",
      }),
    ),
    where: optionalText("a filter in MLflow's search language, such as `metrics.val_accuracy > 0.8`"),
    "min-repeats": Type.Optional(
      Type.Integer({
        minimum: 1,
        description: "how many finished repeats make a configuration eligible (default: more than half)",
      }),
    ),
  },
  { ...closed, description: "a mapping that says by which metric the candidate is selected" },
);

const Promote = Type.Object(
  {
    stage: Type.Optional(
      Type.Unsafe<"Staging" | "Production">({
        enum: ["Staging", "Production"],
        description: "`Staging` or `Production`",
      }),
    ),
    alias: optionalText("an alias of the registry, such as `champion`"),
  },
  { ...closed, minProperties: 1, description: "a mapping with `stage`, `alias` or both" },
);

const TestSet = Type.Object(
  {
    name: text("the name of the held-out set in the ledger of the tracking server"),
    looks: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        description: "how many decisions it may serve, from 1 to 1000 (default: 32)",
      }),
    ),
    adaptivity: Type.Optional(
      Type.Unsafe<Adaptivity>({
        enum: ["none", "first-change", "full"],
        description:
          "`first-change` (the default: the set is retired at the first pass), `none` (nobody learns the verdicts) or `full` (every verdict is learnt from)",
      }),
    ),
    passes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        description: "of `first-change`: at which pass the set is retired (default: 1)",
      }),
    ),
    reliability: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0.5,
        exclusiveMaximum: 1,
        description: "between 0.5 and 1: how sure all its decisions together must be (default: 0.95)",
      }),
    ),
    reveal: Type.Optional(
      Type.Unsafe<"sealed" | "full">({
        enum: ["sealed", "full"],
        description:
          "`sealed` (the default: nothing but the verdict is shown until the set is retired) or `full`, which voids the guarantee",
      }),
    ),
  },
  { ...closed, description: "a mapping with `name`: the budget of the held-out examples" },
);

const Sign = Type.Unsafe<{ key: string } | "sigstore">({
  anyOf: [
    { const: "sigstore" },
    {
      type: "object",
      properties: { key: { type: "string", minLength: 1 } },
      required: ["key"],
      additionalProperties: false,
    },
  ],
  description: "`sigstore`, or a mapping with `key`: a PEM file, or `env://NAME` for a variable",
});

/** The schema of a release with the given gates: a name and the schema of its parameters for each. */
const release = (gates: Record<string, TSchema>) =>
  Type.Object(
    {
      on: Type.Optional(
        Type.Object(
          { branches: Names("a branch, or a list of them; `*` and `**` are wildcards") },
          { ...closed, description: "a mapping with `branches`" },
        ),
      ),
      artifact: optionalText("the name under which training code logs its model (default: model)"),
      select: Select,
      evaluate: optionalText("a command that scores the model at ${{ model.path }} into ${{ output }}"),
      "test-set": Type.Optional(TestSet),
      gates: Type.Optional(
        Type.Unsafe<Record<string, Record<string, unknown>>[]>({
          type: "array",
          items: {
            type: "object",
            properties: gates,
            additionalProperties: false,
            minProperties: 1,
            maxProperties: 1,
            description: "a mapping of one gate's name to its parameters",
          },
          description: "a list of gates",
        }),
      ),
      promote: Type.Optional(Promote),
      sign: Type.Optional(Sign),
    },
    { ...closed, description: "a mapping that says how the best candidate is selected, gated and promoted" },
  );

/** JSON Schema of `slipway.yaml`: what is validated, and what editors complete from. */
export const fileSchema = (gates: Record<string, TSchema>) =>
  Type.Object(
    {
      version: Type.Unsafe<1>({ const: 1, description: "1: the version of this format" }),
      experiment: text("the name of the experiment; it is created when missing"),
      model: optionalText("the name of the registered model; it is created at the first promotion"),
      build: Type.Optional(Build),
      release: Type.Optional(release(gates)),
    },
    { ...closed, title: "slipway.yaml", description: "a mapping that starts with `version: 1`" },
  );

/** The file as it is written, once it is valid. */
export type FileContent = Static<ReturnType<typeof fileSchema>>;
