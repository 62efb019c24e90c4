import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { arbitraryFilter, type MeantFilter } from "../testing/arbitrary-filter.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

/** What every searched thing of this test has; a missing tag is undefined. */
interface Sample {
  name: string;
  a?: string;
  b?: string;
  /** Only of logged models: a param and a metric. */
  p?: string;
  m?: number;
}

const pick = <T>(values: T[], index: number): T => values[index % values.length] as T;
const SAMPLES: Sample[] = Array.from({ length: 24 }, (_, index) => ({
  name: `n${String(index).padStart(2, "0")}`,
  a: pick([undefined, "x", "Xy"], index),
  b: pick(["1", undefined, "2", "1"], index),
  p: pick([undefined, "x"], index),
  m: pick([0.5, 2, undefined, -1], index),
}));

const tagsOf = ({ a, b }: Sample) =>
  Object.entries({ a, b }).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));

const simple = (text: string, holds: (sample: Sample) => boolean): MeantFilter<Sample> => ({ text, holds });
const has = <T>(value: T | undefined, test: (value: T) => boolean) => value !== undefined && test(value);
const ON_NAMES = [
  simple("name = 'n07'", ({ name }) => name === "n07"),
  simple("name != 'n07'", ({ name }) => name !== "n07"),
  simple("name LIKE 'n1%'", ({ name }) => name.startsWith("n1")),
  simple("tags.a = 'x'", ({ a }) => a === "x"),
  simple("tags.a ILIKE 'x%'", ({ a }) => has(a, (value) => /^x/i.test(value))),
  simple("tags.b != '1'", ({ b }) => has(b, (value) => value !== "1")),
];

interface Searched {
  kind: string;
  filters: MeantFilter<Sample>[];
  /** Makes one of each sample. */
  fill: (server: TestServer) => Promise<void>;
  /** The names that a search finds. */
  search: (server: TestServer, filter: string) => Promise<string[]>;
}

const post = async (server: TestServer, path: string, body: unknown) => {
  const answer = await server.call("POST", path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

const get = async (server: TestServer, path: string, filter: string) => {
  const answer = await server.call("GET", `${path}?${new URLSearchParams({ filter, max_results: "1000" })}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

const namesIn = (list: unknown) => ((list ?? []) as { name: string }[]).map(({ name }) => name);

const KINDS: Searched[] = [
  {
    kind: "experiments",
    filters: [...ON_NAMES, simple("tags.a IS NULL", ({ a }) => a === undefined)],
    fill: async (server) => {
      for (const sample of SAMPLES)
        await post(server, "experiments/create", { name: sample.name, tags: tagsOf(sample) });
    },
    search: async (server, filter) => {
      const body = { filter: `name != 'Default' AND (${filter})`, max_results: 1000 };
      return namesIn((await post(server, "experiments/search", body)).experiments);
    },
  },
  {
    kind: "registered models",
    filters: ON_NAMES,
    fill: async (server) => {
      for (const sample of SAMPLES)
        await post(server, "registered-models/create", { name: sample.name, tags: tagsOf(sample) });
    },
    search: async (server, filter) =>
      namesIn((await get(server, "registered-models/search", filter)).registered_models),
  },
  {
    kind: "model versions",
    filters: [
      ...ON_NAMES,
      simple("version_number > 1", () => false),
      simple("source_path LIKE 's3://%'", () => true),
    ],
    fill: async (server) => {
      for (const sample of SAMPLES)
        await post(server, "model-versions/create", {
          name: sample.name,
          source: "s3://bucket/model",
          tags: tagsOf(sample),
        });
    },
    search: async (server, filter) =>
      namesIn((await get(server, "model-versions/search", filter)).model_versions),
  },
  {
    kind: "logged models",
    filters: [
      ...ON_NAMES,
      simple("params.p = 'x'", ({ p }) => p === "x"),
      simple("metrics.m > 0", ({ m }) => has(m, (value) => value > 0)),
      simple("metrics.m != 2", ({ m }) => has(m, (value) => value !== 2)),
    ],
    fill: async (server) => {
      const { run } = await post(server, "runs/create", { experiment_id: "0" });
      const { run_id } = (run as { info: { run_id: string } }).info;
      for (const sample of SAMPLES) {
        const params = sample.p === undefined ? [] : [{ key: "p", value: sample.p }];
        const made = { experiment_id: "0", name: sample.name, tags: tagsOf(sample), params };
        const { model } = await post(server, "logged-models", made);
        const { model_id } = (model as { info: { model_id: string } }).info;
        if (sample.m !== undefined)
          await post(server, "runs/log-metric", {
            run_id,
            key: "m",
            value: sample.m,
            timestamp: 1,
            model_id,
          });
      }
    },
    search: async (server, filter) => {
      const body = { experiment_ids: ["0"], filter, max_results: 100 };
      const { models } = await post(server, "logged-models/search", body);
      return namesIn(((models ?? []) as { info: unknown }[]).map(({ info }) => info));
    },
  },
];

let server: TestServer;
beforeAll(async () => {
  server = await temporaryServer();
  for (const { fill } of KINDS) await fill(server);
});

describe.each(KINDS)("a search of $kind", ({ filters, search }) => {
  it("finds what a plain evaluation of the filter finds", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFilter(filters), async ({ text, holds }) => {
        const found = await search(server, text);
        expect(found.sort(), text).toEqual(SAMPLES.filter(holds).map(({ name }) => name));
      }),
      { numRuns: 60 },
    );
  });

  it("takes a missing key for no match, and its negation for one", async () => {
    const lacking = SAMPLES.filter(({ a }) => a === undefined).map(({ name }) => name);
    const found = await search(server, "NOT (tags.a = 'x' OR tags.a != 'x')");
    expect(found.sort()).toEqual(lacking);
  });
});

it("shows prompts only to a search that must have them", async () => {
  const tags = [{ key: "mlflow.prompt.is_prompt", value: "true" }];
  await post(server, "registered-models/create", { name: "prompt", tags });
  const found = async (filter: string) =>
    namesIn((await get(server, "registered-models/search", filter)).registered_models);
  const isPrompt = "tags.`mlflow.prompt.is_prompt` = 'true'";
  expect(await found(isPrompt)).toEqual(["prompt"]);
  expect(await found(`${isPrompt} AND (name = 'prompt' OR name = 'n01')`)).toEqual(["prompt"]);
  expect(await found(`${isPrompt} OR name = 'n01'`)).toEqual(["n01"]);
  const isNone = "tag.`mlflow.prompt.is_prompt` != 'true'";
  expect(await found(`name = 'n01' OR name = 'n02' AND ${isNone}`)).toEqual(["n01", "n02"]);
  expect(await found(`NOT name LIKE 'n%'`)).toEqual([]);
});

it("compares times exactly beyond 2^53", async () => {
  const times = ["9007199254740992", "9007199254740993", "9223372036854775806", "9223372036854775807"];
  const { experiment_id } = await post(server, "experiments/create", { name: "late" });
  for (const time of times)
    await post(server, "runs/create", { experiment_id, run_name: time, start_time: time });
  const found = async (filter: string) => {
    const { runs } = await post(server, "runs/search", { experiment_ids: [experiment_id], filter });
    return ((runs ?? []) as { info: { run_name: string } }[]).map(({ info }) => info.run_name).sort();
  };
  expect(await found("start_time = 9007199254740993")).toEqual(times.slice(1, 2));
  expect(await found("start_time > 9007199254740992")).toEqual(times.slice(1));
  expect(await found("start_time <= 9223372036854775806")).toEqual(times.slice(0, 3));
  expect(await found("start_time != 9223372036854775807")).toEqual(times.slice(0, 3));
});
