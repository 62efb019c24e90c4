import { type ReleaseOptions, release } from "@slipway/pipeline";
import { connect } from "@slipway/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logModel } from "./logged-model.js";
import { makeProject, type Project } from "./project.js";
import { startTrackingServer } from "./tracking-server.js";

const MINUTES = 60_000;
const NAME = "Bad Input";
let server: Awaited<ReturnType<typeof startTrackingServer>>;
let project: Project;
let experiment: string;
let trained = 0;

const HEADER = "id,label,prediction";
const rows = (change: (line: string, place: number) => string = (line) => line, count = 40) =>
  Array.from({ length: count }, (_, i) => change(`${i},${i % 2 ? "spam" : "ham"},spam`, i)).join("\n");
const GOOD = `${HEADER}\n${rows()}\n`;

beforeAll(async () => {
  server = await startTrackingServer();
  project = await makeProject({ "README.md": "" });
  const { client } = connect(server.uri);
  experiment = (await client.experiments.create({ name: NAME })).experiment_id;
  await push(GOOD);
  await releaseBest();
}, 3 * MINUTES);
afterAll(async () => {
  await server.stop();
  await server.removeFolder();
  await project.remove();
});

/** A model is what the evaluate command will write of it; each is better on validation data than all before. */
async function push(predictions: string): Promise<string> {
  trained += 1;
  const files = { "rows.csv": predictions };
  return (await logModel(connect(server.uri), experiment, files, trained)).info.run_id;
}

const releaseBest = (extra: Partial<ReleaseOptions> = {}, request: object = {}) =>
  release({
    request: {
      experiment: NAME,
      model: NAME,
      metric: "accuracy",
      evaluate: 'cp "${{ model.path }}/rows.csv" "${{ output }}"',
      directory: project.directory,
      ...request,
    },
    trackingUri: server.uri,
    environment: { PATH: process.env.PATH ?? "" },
    ...extra,
  });

/** What a release came to: its outcome and reason, or its error. */
const outcomeOf = (released: ReturnType<typeof release>) =>
  released.then(
    ({ decision }) => ({ end: decision.outcome, text: decision.reason }),
    (error) => ({ end: error.exitCode, text: error.message, hint: error.hint }),
  );

async function champion(): Promise<string | undefined> {
  const { client } = connect(server.uri);
  const { registered_model } = await client.registeredModels.get({ name: NAME });
  return registered_model.aliases.find(({ alias }) => alias === "champion")?.version;
}

describe("predictions that say nothing of a model", () => {
  it.each<[string, string, RegExp]>([
    [
      "with an id missing",
      `${HEADER}\n${rows(undefined, 39)}\n`,
      /the two models were not scored on the same examples: runs:\S+ lacks 1 of the other's ids \(39\)$/,
    ],
    [
      "with an id too many",
      `${HEADER}\n${rows(undefined, 41)}\n`,
      /: Bad Input version 1 lacks 1 of the other's ids \(40\)$/,
    ],
    [
      "with an id twice",
      `${HEADER}\n${rows((line, i) => (i === 7 ? line.replace("7,", "6,") : line))}\n`,
      /^what `evaluate` wrote of runs:\S+ cannot be used: the id "6" occurs twice in predictions.csv: on lines 8 and 9/,
    ],
    [
      "with NaN",
      `${HEADER},score\n${rows((line, i) => `${line},${i === 7 ? "NaN" : 0.5}`)}\n`,
      /line 9 of predictions.csv has "NaN" as score, which is not a finite number$/,
    ],
    ["of other columns", "a,b\n1,2\n", /predictions.csv lacks the column id; it has a, b$/],
    [
      "of numbers with a name among them",
      `${HEADER}\n${rows((_, i) => `${i},${i / 3},${i === 7 ? "ham" : i / 4}`)}\n`,
      /disagree on the label of 40 examples/,
    ],
    [
      "with another label",
      `${HEADER}\n${rows((line, i) => (i === 8 ? line.replace("ham", "eggs") : line))}\n`,
      /disagree on the label of 1 example \(8: "eggs" and "ham"\)$/,
    ],
    ["without rows", `${HEADER}\n`, /predictions.csv has columns but no rows$/],
    [
      "with an end that is missing",
      GOOD.slice(0, -8),
      /line 41 of predictions.csv has 2 values, but the header has 3 columns; it is the last line: was the file cut short\?$/,
    ],
  ])("%s end a release with 3, and promote nothing", async (_, predictions, message) => {
    await push(predictions);
    const { end, text } = await outcomeOf(releaseBest());
    expect(text).toMatch(message);
    expect(end).toBe(3);
    expect(await champion()).toBe("1");
  });

  it("are read where they are only written unusually, and a class that no label has is wrong", async () => {
    const eggs = rows((line, i) => (i < 6 ? line.replace(/\w+$/, "eggs") : line));
    await push(`\uFEFF${HEADER}\r\n${eggs.replaceAll("\n", "\r\n")}`);
    expect(await outcomeOf(releaseBest())).toEqual({
      end: "held",
      text: expect.stringMatching(/^gate improvement: only 3 of 40 examples tell the models apart/),
    });
  });
});

describe("a release", () => {
  it("ends with 3 when the champion's files are gone and nothing was kept of it, unless it is forced", async () => {
    const { client } = connect(server.uri);
    const name = "Without Files";
    await client.registeredModels.create({ name });
    const run_id = await push(GOOD);
    const { run } = await client.runs.get({ run_id });
    await client.modelVersions.create({ name, run_id, source: `${run.info.artifact_uri}/gone` });
    await client.registeredModels.setAlias({ name, alias: "champion", version: "1" });
    await push(GOOD);
    expect(await outcomeOf(releaseBest({}, { model: name }))).toEqual({
      end: 3,
      text: `the champion cannot be compared with: the files of ${name} version 1 are gone: there is nothing at models:/${name}/1`,
      hint: "no predictions of Without Files version 1 were kept either; `--force --reason` releases without the comparison",
    });
    const forced = await releaseBest({ force: "nobody can restore it" }, { model: name });
    expect(forced.decision.promotion).toMatchObject({ version: "2", alias: "champion" });
  });

  it("takes the next number when someone else registers a version meanwhile", async () => {
    const fields = JSON.stringify({ name: NAME, source: `models:/${NAME}/1` });
    const url = `${server.uri}/api/2.0/mlflow/model-versions/create`;
    const register = `fetch('${url}', { method: 'POST', headers: { 'content-type': 'application/json' }, body: process.argv[1] })`;
    await push(`${HEADER}\n${rows((line) => line.replace("ham,spam", "ham,ham"))}\n`);
    const evaluate = `cp "\${{ model.path }}/rows.csv" "\${{ output }}" && node -e "${register}" '${fields}'`;
    const { decision } = await releaseBest({}, { evaluate });
    // Candidate and champion were evaluated, so two were registered.
    expect(decision.promotion).toMatchObject({ version: "4" });
    expect(await champion()).toBe("4");
  });

  it("holds when no run logged the metric, with the name that was meant", async () => {
    expect(await outcomeOf(releaseBest({}, { metric: "acuracy" }))).toEqual({
      end: "held",
      text: "no configuration can be selected: no run logged acuracy; did you mean accuracy?",
    });
  });
});
