import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { checkFile, checkText, slipwayFileSchema } from "./check-file.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-file-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const GOOD = `version: 1
experiment: news
model: NewsGroup
build:
  prepare: pip install -r requirements.txt
  command: python train.py --model \${{ matrix.model }} --c \${{ matrix.c }} --seed \${{ matrix.seed }}
  matrix:
    model: [naive-bayes, logistic-regression]
    c: [0.1, 1, 10]
    seed: [1, 2, 3, 4, 5]
    exclude: [{ model: naive-bayes, c: 10 }]
  repeat-over: seed
  env: { OMP_NUM_THREADS: 1 }
  max-parallel: 2
  timeout: 1h30m
  executor: local
release:
  on: { branches: [main, "release/*"] }
  artifact: model
  select: { metric: val_accuracy, goal: maximize, where: "metrics.val_accuracy > 0.8", min-repeats: 3 }
  evaluate: python evaluate.py --model \${{ model.path }} --out \${{ output }}
  gates:
    - threshold: { metric: accuracy, min: 0.80 }
    - improvement: { metric: accuracy, over: champion, min-delta: 0, confidence: 0.95 }
  promote: { stage: Production, alias: champion }
`;

const check = (text: string) => checkText(text, join(folder, "slipway.yaml"));

describe("a good file", () => {
  it("has no findings, and every value and default", async () => {
    const { file, findings } = await check(GOOD);
    expect(findings).toEqual([]);
    expect(file?.build?.cells).toHaveLength(25);
    expect(file?.build).toMatchObject({
      repeatOver: ["seed"],
      env: { OMP_NUM_THREADS: "1" },
      maxParallel: 2,
      timeout: 5_400_000,
    });
    expect(file?.release).toMatchObject({
      branches: ["main", "release/*"],
      select: { metric: "val_accuracy", minRepeats: 3 },
      gates: [
        { name: "threshold", parameters: { metric: "accuracy", min: 0.8 } },
        { name: "improvement", parameters: { metric: "accuracy", over: "champion" } },
      ],
      promote: { stage: "Production", alias: "champion" },
    });
    expect(file?.directory).toBe(folder);
  });

  it("may be short", async () => {
    const { file, findings } = await check("version: 1\nexperiment: e\nbuild: { command: make train }\n");
    expect(findings).toEqual([]);
    expect(file?.build).toEqual({
      command: "make train",
      cells: [{}],
      repeatOver: [],
      env: {},
      maxParallel: 1,
    });
    expect(file?.release).toBeUndefined();
  });
});

/** A change of the good file, and what is found: severity, place of the text given, message, hint. */
const TABLE: {
  name: string;
  replace: [string, string];
  at: string;
  severity?: "warning";
  message: string | RegExp;
  hint?: string | RegExp;
}[] = [
  {
    name: "an unknown key with a near name",
    replace: ["  command: python", "  comand: python"],
    at: "comand",
    message: "unknown key `comand`",
    hint: "did you mean `command`?",
  },
  {
    name: "an unknown key that is like nothing",
    replace: ["  max-parallel: 2", "  colour: 2"],
    at: "colour",
    message: "unknown key `colour`",
    hint: /^known here: prepare, command,/,
  },
  {
    name: "a missing key",
    replace: ["experiment: news\n", ""],
    at: "version",
    message: "the file lacks `experiment`",
    hint: /name of the experiment/,
  },
  {
    name: "a version that does not exist",
    replace: ["version: 1", "version: 2"],
    at: "2",
    message: "`version` must be 1: the version of this format, not 2",
  },
  {
    name: "a wrong type",
    replace: ["max-parallel: 2", "max-parallel: two"],
    at: "two",
    message:
      '`build.max-parallel` must be how many candidates train at once, 1 or more (default: 1), not "two"',
  },
  {
    name: "a wrong type where several are right",
    replace: ["repeat-over: seed", "repeat-over: 3"],
    at: "3\n  env",
    message: "`build.repeat-over` must be a key of the matrix, or a list of them, not 3",
  },
  {
    name: "an axis that is no list",
    replace: ["c: [0.1, 1, 10]", "c: 0.1"],
    at: "0.1",
    message: "`build.matrix.c` must be a list of values, not 0.1",
  },
  {
    name: "a duration without a unit",
    replace: ["timeout: 1h30m", "timeout: 90"],
    at: "90",
    message: "`build.timeout` must be a duration with its unit, such as 90s, 30m or 1h30m, not 90",
  },
  {
    name: "an executor that is not there yet",
    replace: ["executor: local", "executor: slurm"],
    at: "slurm",
    message: /`build.executor` must be `local`: this machine/,
  },
  {
    name: "a planned key that changes no outcome",
    replace: ["  executor: local", "  retries: { infrastructure: 2 }"],
    at: "retries",
    severity: "warning",
    message: "`retries` is known, not available in this version",
    hint: "it is ignored",
  },
  {
    name: "a planned key that changes the outcome",
    replace: ["  artifact: model", "  after: ./deploy.sh"],
    at: "after",
    message: "`after` is known, not available in this version",
    hint: "leave it out until it is",
  },
  {
    name: "a budget without a limit",
    replace: ["threshold: { metric: accuracy, min: 0.80 }", "budget: { metric: model_size_mb }"],
    at: "{ metric: model_size_mb }",
    message: "budget: it needs `max`, `min`, `max-ratio` or `min-ratio`",
  },
  {
    name: "a gate's command that reads what does not exist",
    replace: [
      "threshold: { metric: accuracy, min: 0.80 }",
      "command: { run: 'test -s ${{ candidate.path }}' }",
    ],
    at: "{ run: 'test",
    message: "command: `candidate.path` does not exist; there are model, predictions",
  },
  {
    name: "a gate that does not exist",
    replace: ["- threshold:", "- treshold:"],
    at: "treshold",
    message: "unknown key `treshold`",
    hint: "did you mean `threshold`?",
  },
  {
    name: "two gates in one entry",
    replace: [
      "threshold: { metric: accuracy, min: 0.80 }",
      "threshold: { metric: accuracy, min: 1 }\n      improvement: { metric: accuracy }",
    ],
    at: "threshold",
    message: "`release.gates[0]` must be a mapping of one gate's name to its parameters",
  },
  {
    name: "a parameter that a gate does not have",
    replace: ["min: 0.80", "minimum: 0.80"],
    at: "minimum",
    message: "unknown key `minimum`",
  },
  {
    name: "a metric that does not exist",
    replace: ["{ metric: accuracy, min", "{ metric: acuracy, min"],
    at: "{ metric: acuracy",
    message: /acuracy/,
  },
  {
    name: "an exclude entry that matches nothing",
    replace: ["{ model: naive-bayes, c: 10 }", "{ model: naive-bayes, c: 100 }"],
    at: "{ model: naive-bayes, c: 100 }",
    severity: "warning",
    message: '{"model":"naive-bayes","c":100} matches no cell of the matrix',
  },
  {
    name: "an exclude entry with a misspelt key",
    replace: ["{ model: naive-bayes, c: 10 }", "{ modle: naive-bayes }"],
    at: "{ modle",
    severity: "warning",
    message: /matches no cell/,
    hint: "`modle`: did you mean `model`?",
  },
  {
    name: "a matrix of which nothing is left",
    replace: [
      "exclude: [{ model: naive-bayes, c: 10 }]",
      "exclude: [{ model: naive-bayes }, { model: logistic-regression }]",
    ],
    at: "matrix:",
    message: "`exclude` leaves no cell of the matrix",
  },
  {
    name: "an include entry that adds nothing",
    replace: ["exclude: [{ model: naive-bayes, c: 10 }]", "include: [{ model: naive-bayes, c: 1 }]"],
    at: "{ model: naive-bayes, c: 1 }",
    severity: "warning",
    message: /adds nothing to the matrix/,
  },
  {
    name: "a value that is listed twice",
    replace: ["seed: [1, 2, 3, 4, 5]", "seed: [1, 2, 3, 7, 3]"],
    at: "3]",
    severity: "warning",
    message: "`seed` lists 3 twice",
  },
  {
    name: "repeats over what is no key",
    replace: ["repeat-over: seed", "repeat-over: seeds"],
    at: "seeds",
    message: "`seeds` is no key of the matrix",
    hint: "did you mean `seed`?",
  },
  {
    name: "an expression that reads what does not exist",
    replace: ["--c ${{ matrix.c }}", "--c ${{ matrix.C2 }}"],
    at: "${{ matrix.C2",
    message: "`matrix.C2` does not exist",
  },
  {
    name: "an expression of another context",
    replace: ["${{ model.path }}", "${{ matrix.model }}"],
    at: "${{ matrix.model }} --out",
    message: /matrix/,
    hint: "available here: model, output, metrics",
  },
  {
    name: "an expression that does not end",
    replace: ["--seed ${{ matrix.seed }}", "--seed ${{ matrix.seed"],
    at: "${{ matrix.seed",
    message: "`${{` without its `}}`",
  },
  {
    name: "a key of the matrix that nothing reads",
    replace: [" --seed ${{ matrix.seed }}", ""],
    at: "seed: [",
    severity: "warning",
    message: "`seed` is read by neither `build.command` nor `build.env`",
  },
  {
    name: "an evaluate command without its output",
    replace: [" --out ${{ output }}", ""],
    at: "python evaluate.py",
    message: "`evaluate` does not use ${{ output }}",
  },
  {
    name: "a filter that cannot be read, at the place inside of it",
    replace: ["metrics.val_accuracy > 0.8", "metrics.val_accuracy >> 0.8"],
    at: ">> 0.8",
    message: /./,
  },
  {
    name: "more repeats asked for than there are",
    replace: ["min-repeats: 3", "min-repeats: 6"],
    at: "6",
    message: "min-repeats 6 makes no configuration eligible",
    hint: "no configuration has more than 5",
  },
  {
    name: "a release without a model",
    replace: ["model: NewsGroup\n", ""],
    at: "release:",
    message: "`release` needs `model`",
  },
  {
    name: "a loss that would be maximized",
    replace: ["metric: val_accuracy, goal: maximize", "metric: val_loss"],
    at: "val_loss",
    severity: "warning",
    message: /sounds like something to minimize/,
  },
];

describe("findings", () => {
  it.each(TABLE)("$name", async ({ replace: [from, to], at, severity = "error", message, hint }) => {
    expect(GOOD).toContain(from);
    const text = GOOD.replace(from, () => to);
    const offset = text.indexOf(at, to === "" ? 0 : text.indexOf(to) - at.length);
    const before = text.slice(0, offset < 0 ? text.indexOf(at) : offset).split("\n");
    const { file, findings } = await check(text);
    const matching = findings.filter((one) =>
      typeof message === "string" ? one.message === message : message.test(one.message),
    );
    expect(findings, JSON.stringify(findings, null, 1)).toEqual(expect.arrayContaining(matching));
    expect(matching.length, JSON.stringify(findings, null, 1)).toBeGreaterThan(0);
    const [found] = matching;
    expect(found?.severity).toBe(severity);
    expect({ line: found?.line, column: found?.column }).toEqual({
      line: before.length,
      column: (before.at(-1) ?? "").length + 1,
    });
    if (hint instanceof RegExp) expect(found?.hint).toMatch(hint);
    else if (hint) expect(found?.hint).toBe(hint);
    expect(file === undefined).toBe(findings.some((one) => one.severity === "error"));
  });

  it("are many at once, in the order of the text", async () => {
    const { findings } = await check("version: 1\nexperiment: 3\nbuild:\n  comand: x\n  max-parallel: 0\n");
    expect(findings.map(({ line, message }) => [line, message.split(" ")[0]])).toEqual([
      [2, "`experiment`"],
      [3, "`build`"],
      [4, "unknown"],
      [5, "`build.max-parallel`"],
    ]);
  });

  it.each([
    ["version: 1\n  experiment: [", 1],
    ["a: 1\na: 2\n", 2],
    ["experiment: 'open\n", 2],
    ["\tversion: 1\n", 1],
  ])("of bad YAML have a place: %j", async (text, line) => {
    const { file, findings } = await check(text);
    expect(file).toBeUndefined();
    expect(findings[0]).toMatchObject({ severity: "error", line });
    expect(findings[0]?.message).toMatch(/^not valid YAML: /);
  });

  it.each(["", "# nothing\n", "null\n", "[]\n", "text\n", "3\n"])(
    "of a file that is no mapping: %j",
    async (text) => {
      const { file, findings } = await check(text);
      expect(file).toBeUndefined();
      expect(findings).toHaveLength(1);
    },
  );

  it("of aliases that multiply are one finding", async () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}]`);
    const { findings } = await check(`l0: &l0 [x]\n${levels.join("\n")}\n`);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(/not valid YAML/);
  });

  it("never are exceptions, whatever the file holds", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.object().map((value) => stringify(value)),
        ),
        async (text) => {
          const { file, findings } = await check(text);
          expect(file === undefined).toBe(findings.some((one) => one.severity === "error"));
          for (const { line, column } of findings) expect(Math.min(line, column)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("files on disk", () => {
  it("that are missing are a finding", async () => {
    const { findings } = await checkFile(join(folder, "missing.yaml"));
    expect(findings[0]?.message).toBe("there is no such file");
    expect(findings[0]?.hint).toContain("slipway init");
  });

  it("name training code that would log elsewhere", async () => {
    await writeFile(
      join(folder, "train.py"),
      'import mlflow\n\nmlflow.set_tracking_uri("http://elsewhere:5000")\n',
    );
    const { findings } = await check(GOOD);
    expect(findings).toMatchObject([
      {
        severity: "warning",
        message: 'train.py:3 sets the tracking URI to "http://elsewhere:5000"',
        line: 6,
      },
    ]);
    await rm(join(folder, "train.py"));
  });
});

describe("the published schema", () => {
  it("accepts the good file and knows the gates", () => {
    const schema = JSON.parse(JSON.stringify(slipwayFileSchema()));
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate({ version: 1, experiment: "e", build: { command: "x" } })).toBe(true);
    expect(validate({ version: 1, experiment: "e", build: { command: 3 } })).toBe(false);
    expect(JSON.stringify(schema)).toContain('"threshold"');
  });
});
