import { beforeAll, describe, expect, it } from "vitest";
import { databaseKind } from "../database/testing/borrowed-database.js";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";

/** Two servers on one database. On SQLite, which has one server at a time, the same one twice. */
let servers: [TestServer, TestServer];
beforeAll(async () => {
  const first = await temporaryServer();
  const { backendStoreUri } = first;
  servers = [first, databaseKind() === "sqlite" ? first : await temporaryServer({ backendStoreUri })];
});

const CLIENTS = 12;

/** What many clients at once are answered, every second one by the other server. */
const atOnce = <T>(call: (server: TestServer, client: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: CLIENTS }, (_, client) => call(servers[client % 2 ? 1 : 0], client)));

const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();

async function newModel(name: string, versions: number): Promise<void> {
  const [server] = servers;
  await server.call("POST", "registered-models/create", { name });
  for (let index = 0; index < versions; index++)
    await server.call("POST", "model-versions/create", { name, source: `s3://bucket/${index}` });
}

async function inProduction(name: string): Promise<string[]> {
  const filter = encodeURIComponent(`name = '${name}'`);
  const { body } = await servers[0].call("GET", `model-versions/search?filter=${filter}`);
  const versions = body.model_versions as { version: string; current_stage: string }[];
  return versions.filter((row) => row.current_stage === "Production").map((row) => row.version);
}

describe("two servers on one database", () => {
  it("number the versions of a model without gaps and without doubles", async () => {
    await newModel("numbered", 0);
    const answers = await atOnce((server, client) =>
      server.call("POST", "model-versions/create", { name: "numbered", source: `s3://bucket/${client}` }),
    );
    const numbers = answers.map(({ body }) =>
      Number((body.model_version as { version: string } | undefined)?.version),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: CLIENTS }, (_, index) => index + 1));
  });

  it("let one of many promotions win that saw the same champion", async () => {
    await newModel("contested", CLIENTS + 1);
    const promote = (server: TestServer, version: number, expected_champion: string) =>
      server.call("POST", "/api/slipway/1.0/promotions", {
        name: "contested",
        action: "promote",
        version: String(version),
        stage: "Production",
        alias: "champion",
        expected_champion,
      });
    expect(await promote(servers[0], CLIENTS + 1, "")).toMatchObject({ status: 200 });
    const answers = await atOnce((server, client) => promote(server, client + 1, String(CLIENTS + 1)));
    expect(statuses(answers)).toEqual([200, ...new Array(CLIENTS - 1).fill(409)]);
    const winner = String(answers.findIndex(({ status }) => status === 200) + 1);
    expect(await inProduction("contested")).toEqual([winner]);
    const alias = await servers[1].call("GET", "registered-models/alias?name=contested&alias=champion");
    expect(alias.body.model_version).toMatchObject({ version: winner });
  });

  it("leave one version in a stage whose others are archived", async () => {
    await newModel("staged", CLIENTS);
    const answers = await atOnce((server, client) =>
      server.call("POST", "model-versions/transition-stage", {
        name: "staged",
        version: String(client + 1),
        stage: "Production",
        archive_existing_versions: true,
      }),
    );
    expect(statuses(answers)).toEqual(new Array(CLIENTS).fill(200));
    expect(await inProduction("staged")).toHaveLength(1);
  });

  it("keep the newest point of a metric, whoever has it, and every param as it was first", async () => {
    const created = await servers[0].call("POST", "runs/create", { experiment_id: "0" });
    const { run_id } = (created.body.run as { info: { run_id: string } }).info;
    const logged = await atOnce((server, client) =>
      server.call("POST", "runs/log-batch", {
        run_id,
        metrics: [3, 1, 2].map((part) => {
          const step = (client * 7) % CLIENTS;
          return { key: "m", value: step + part / 10, timestamp: 1, step };
        }),
      }),
    );
    expect(statuses(logged)).toEqual(new Array(CLIENTS).fill(200));
    const params = await atOnce((server, client) =>
      server.call("POST", "runs/log-parameter", { run_id, key: "p", value: String(client) }),
    );
    expect(statuses(params)).toEqual([200, ...new Array(CLIENTS - 1).fill(400)]);
    const { body } = await servers[1].call("GET", `runs/get?run_id=${run_id}`);
    const first = String(params.findIndex(({ status }) => status === 200));
    expect(body.run).toMatchObject({
      data: {
        metrics: [{ key: "m", step: CLIENTS - 1, value: CLIENTS - 1 + 0.3 }],
        params: [{ key: "p", value: first }],
      },
    });
  });

  it("give the name of an experiment or a model to one of those who ask", async () => {
    const experiments = await atOnce((server) => server.call("POST", "experiments/create", { name: "one" }));
    expect(statuses(experiments)).toEqual([200, ...new Array(CLIENTS - 1).fill(400)]);
    const models = await atOnce((server) => server.call("POST", "registered-models/create", { name: "one" }));
    expect(statuses(models)).toEqual([200, ...new Array(CLIENTS - 1).fill(400)]);
    for (const { status, body } of [...experiments, ...models])
      if (status !== 200) expect(body.error_code).toBe("RESOURCE_ALREADY_EXISTS");
  });
});
