import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type TestServer, temporaryServer } from "../testing/temporary-server.js";
import { type Hook, startReceiver } from "./testing/receiver.js";

let server: TestServer;
let hook: () => Hook;
beforeAll(async () => {
  hook = await startReceiver();
  server = await temporaryServer();
});

type Fields = Record<string, unknown>;
let models = 0;
const newModel = () => `model ${models++}`;

async function post(path: string, fields: Fields, method = "POST"): Promise<Fields> {
  const { status, body } = await server.call(method, path, fields);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

/** Subscribes an address to events. */
async function subscribe(target: Hook, subscriptions: string[], fields: Fields = {}): Promise<string> {
  const { webhook } = await post("webhooks", { name: "hook", url: target.url, subscriptions, ...fields });
  return (webhook as { webhook_id: string }).webhook_id;
}

async function unsubscribe(id: string): Promise<void> {
  await post(`webhooks/${id}`, {}, "DELETE");
}

interface Delivery extends Fields {
  delivery_id: string;
}
async function deliveriesOf(id: string): Promise<Delivery[]> {
  const { body } = await server.call("GET", `/api/slipway/1.0/webhooks/${id}/deliveries`);
  return (body.deliveries ?? []) as Delivery[];
}

async function settled(id: string): Promise<Delivery> {
  for (let tries = 0; tries < 500; tries++) {
    const [delivery] = await deliveriesOf(id);
    if (delivery && delivery.status !== "PENDING") return delivery;
    await sleep(10);
  }
  throw new Error("The delivery is still pending.");
}

describe("a delivery", () => {
  it("has MLflow's body and headers, is signed, and is in the log", async () => {
    const target = hook();
    const id = await subscribe(target, ["registered_model.created"], { secret: "s3cret" });
    const name = newModel();
    await post("registered-models/create", { name, tags: [{ key: "k", value: "v" }] });
    const [{ headers, text, body } = never()] = await target.count(1);
    expect(body).toEqual({
      entity: "registered_model",
      action: "created",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/),
      data: { name, tags: { k: "v" }, description: "" },
    });
    const delivery = headers["x-mlflow-delivery-id"];
    const time = headers["x-mlflow-timestamp"];
    expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(10);
    const mac = createHmac("sha256", "s3cret").update(`${delivery}.${time}.${text}`).digest("base64");
    expect(headers["x-mlflow-signature"]).toBe(`v1,${mac}`);
    expect(headers["content-type"]).toBe("application/json");
    expect(await settled(id)).toMatchObject({
      delivery_id: delivery,
      webhook_id: id,
      event: "registered_model.created",
      status: "DELIVERED",
      attempts: 1,
      response_status: 200,
      response_body: "thanks",
      payload: text,
    });
    await unsubscribe(id);
  });

  it("is not signed without a secret, and not made for other events or a disabled webhook", async () => {
    const [plain, disabled, other] = [hook(), hook(), hook()];
    const ids = [
      await subscribe(plain, ["registered_model.created"], { secret: "" }),
      await subscribe(disabled, ["registered_model.created"], { status: "DISABLED" }),
      await subscribe(other, ["model_version.created"]),
    ];
    await post("registered-models/create", { name: newModel() });
    const [received] = await plain.count(1);
    expect(received?.headers).not.toHaveProperty("x-mlflow-signature");
    expect([disabled.received, other.received]).toEqual([[], []]);
    for (const id of ids) await unsubscribe(id);
  });

  it("is not made when the change fails", async () => {
    const target = hook();
    const id = await subscribe(target, ["registered_model.created", "model_version_tag.set"]);
    const name = newModel();
    await post("registered-models/create", { name });
    expect((await server.call("POST", "registered-models/create", { name })).status).toBe(400);
    const tag = { name, version: "7", key: "k", value: "v" };
    expect((await server.call("POST", "model-versions/set-tag", tag)).status).toBe(404);
    await settled(id);
    expect(await deliveriesOf(id)).toHaveLength(1);
    await unsubscribe(id);
  });

  it("tells of everything in the registry, in order of the log", async () => {
    const target = hook();
    const id = await subscribe(target, [
      ...["model_version.created", "model_version_tag.set", "model_version_tag.deleted"],
      ...["model_version_alias.created", "model_version_alias.deleted", "model_version_stage.transitioned"],
    ]);
    const name = newModel();
    const version = "1";
    await post("registered-models/create", { name });
    for (const number of [1, 2])
      await post("model-versions/create", { name, source: `s3://bucket/${number}`, description: "d" });
    await post("model-versions/set-tag", { name, version, key: "k", value: "v" });
    await post("model-versions/delete-tag", { name, version, key: "k" }, "DELETE");
    await post("registered-models/alias", { name, alias: "a", version });
    await post("registered-models/alias", { name, alias: "a" }, "DELETE");
    const production = { name, stage: "production", archive_existing_versions: true };
    await post("model-versions/transition-stage", { ...production, version });
    await post("model-versions/transition-stage", { ...production, version });
    await post("model-versions/transition-stage", { ...production, version: "2" });
    await target.count(9);
    const log = (await deliveriesOf(id)).reverse().map(({ event, payload }) => [event, dataIn(payload)]);
    const created = { name, run_id: null, tags: {}, description: "d" };
    expect(log).toEqual([
      ["model_version.created", { ...created, version: "1", source: "s3://bucket/1" }],
      ["model_version.created", { ...created, version: "2", source: "s3://bucket/2" }],
      ["model_version_tag.set", { name, version, key: "k", value: "v" }],
      ["model_version_tag.deleted", { name, version, key: "k" }],
      ["model_version_alias.created", { name, alias: "a", version }],
      ["model_version_alias.deleted", { name, alias: "a" }],
      ["model_version_stage.transitioned", { name, version, stage: "Production", previous_stage: "None" }],
      [
        "model_version_stage.transitioned",
        { name, version, stage: "Archived", previous_stage: "Production" },
      ],
      [
        "model_version_stage.transitioned",
        { name, version: "2", stage: "Production", previous_stage: "None" },
      ],
    ]);
    await unsubscribe(id);
  });

  it("tells of prompts by their own names", async () => {
    const target = hook();
    const id = await subscribe(target, [
      ...["registered_model.created", "model_version.created", "model_version_tag.set"],
      ...["prompt.created", "prompt_version.created", "prompt_tag.set", "prompt_version_tag.set"],
    ]);
    const name = newModel();
    const flag = { key: "mlflow.prompt.is_prompt", value: "true" };
    const tags = [flag, { key: "mlflow.prompt.text", value: "Hello {{name}}!" }, { key: "k", value: "v" }];
    await post("registered-models/create", { name, tags: [flag] });
    await post("model-versions/create", { name, source: "s3://bucket/prompt", tags });
    await post("registered-models/set-tag", { name, key: "k", value: "v" });
    await post("model-versions/set-tag", { name, version: "1", key: "k", value: "w" });
    await target.count(4);
    const log = (await deliveriesOf(id)).reverse().map(({ event, payload }) => [event, dataIn(payload)]);
    const template = "Hello {{name}}!";
    expect(log).toEqual([
      ["prompt.created", { name, tags: {}, description: "" }],
      ["prompt_version.created", { name, version: "1", template, tags: { k: "v" }, description: null }],
      ["prompt_tag.set", { name, key: "k", value: "v" }],
      ["prompt_version_tag.set", { name, version: "1", key: "k", value: "w" }],
    ]);
    await unsubscribe(id);
  });

  it("tells of champions", async () => {
    const target = hook();
    const id = await subscribe(target, [
      "registered_model.created",
      "champion.promoted",
      "champion.rolled_back",
    ]);
    const name = newModel();
    for (const reason of ["first", "second"])
      await post("/api/slipway/1.0/promotions", {
        ...{ name, stage: "Production", alias: "champion", reason, actor: "Ada" },
        create: { source: `s3://bucket/${reason}` },
      });
    await post("/api/slipway/1.0/promotions", { name, action: "rollback" });
    await target.count(4);
    const log = (await deliveriesOf(id)).reverse().map(({ event, payload }) => {
      const { version, previous_version } = dataIn(payload);
      return [event, version, previous_version];
    });
    expect(log).toEqual([
      ["registered_model.created", undefined, undefined],
      ["champion.promoted", "1", null],
      ["champion.promoted", "2", "1"],
      ["champion.rolled_back", "1", "2"],
    ]);
    await unsubscribe(id);
  });

  it("tells once that a run has ended, and how", async () => {
    const target = hook();
    const id = await subscribe(target, ["run.finished", "run.failed", "run.killed"]);
    const { run } = await post("runs/create", { experiment_id: "0", start_time: 5, run_name: "fast" });
    const { run_id } = (run as { info: { run_id: string } }).info;
    for (const status of ["FINISHED", "FINISHED", "RUNNING", "FAILED"])
      await post("runs/update", { run_id, status, end_time: 7 });
    await target.count(2);
    const log = (await deliveriesOf(id)).reverse();
    expect(log.map(({ event }) => event)).toEqual(["run.finished", "run.failed"]);
    expect(dataIn(log[0]?.payload)).toEqual({
      ...{ run_id, run_name: "fast", experiment_id: "0", status: "FINISHED", start_time: 5, end_time: 7 },
    });
    await unsubscribe(id);
  });
});

describe("a receiver", () => {
  it("that is busy for a moment gets the delivery again, under the same id", async () => {
    const target = hook();
    target.answer = (response) => {
      target.answer = (next) => next.end("now");
      response.writeHead(503, { "retry-after": "0" }).end("later");
    };
    const id = await subscribe(target, ["registered_model.created"]);
    await post("registered-models/create", { name: newModel() });
    const received = await target.count(2);
    expect(new Set(received.map(({ headers }) => headers["x-mlflow-delivery-id"])).size).toBe(1);
    expect(await settled(id)).toMatchObject({ status: "DELIVERED", attempts: 2, response_body: "now" });
    await unsubscribe(id);
  });

  it("that goes on failing gets it four times; then it waits to be redelivered", async () => {
    const target = hook();
    target.answer = (response) => response.writeHead(500, { "retry-after": "0" }).end("x".repeat(5000));
    const id = await subscribe(target, ["registered_model.created"]);
    await post("registered-models/create", { name: newModel() });
    const failed = await settled(id);
    expect(failed).toMatchObject({
      ...{ status: "FAILED", attempts: 4, response_status: 500 },
      error_message: "The receiver answered with status 500.",
    });
    expect(failed.response_body).toHaveLength(1000);
    target.answer = (response) => response.end();
    const path = `/api/slipway/1.0/webhooks/${id}/deliveries/${failed.delivery_id}/redeliver`;
    const { delivery } = await post(path, {});
    expect(delivery).toMatchObject({ delivery_id: failed.delivery_id, status: "PENDING" });
    await target.count(5);
    expect(await settled(id)).toMatchObject({ status: "DELIVERED", attempts: 5 });
    await unsubscribe(id);
  });

  it.each([
    [404, "The receiver answered with status 404."],
    [302, "The receiver answered with status 302."],
  ])("that answers %d is not asked again, and a redirect is not followed", async (status, error_message) => {
    const target = hook();
    const elsewhere = hook();
    target.answer = (response) => response.writeHead(status, { location: elsewhere.url }).end();
    const id = await subscribe(target, ["registered_model.created"]);
    await post("registered-models/create", { name: newModel() });
    expect(await settled(id)).toMatchObject({ status: "FAILED", attempts: 1, error_message });
    expect(elsewhere.received).toEqual([]);
    await unsubscribe(id);
  });

  it("that hangs delays no call, and no other receiver", async () => {
    const [slow, quick] = [hook(), hook()];
    slow.answer = () => undefined;
    const ids = [
      await subscribe(slow, ["registered_model.created"]),
      await subscribe(quick, ["registered_model.created"]),
    ];
    const start = Date.now();
    for (let number = 0; number < 8; number++) await post("registered-models/create", { name: newModel() });
    expect(Date.now() - start).toBeLessThan(2000);
    await quick.count(8);
    for (const id of ids) await unsubscribe(id);
  });

  it("that is deleted gets nothing any more, and its log stays", async () => {
    const target = hook();
    target.answer = (response) => response.writeHead(503, { "retry-after": "1" }).end();
    const id = await subscribe(target, ["registered_model.created"]);
    await post("registered-models/create", { name: newModel() });
    await target.count(1);
    await unsubscribe(id);
    expect(await settled(id)).toMatchObject({ status: "FAILED", error_message: "The webhook was deleted." });
    expect(target.received).toHaveLength(1);
  });
});

describe("a test", () => {
  it("sends an example at once and tells the answer", async () => {
    const target = hook();
    const id = await subscribe(target, ["registered_model.created"]);
    const event = { entity: "MODEL_VERSION_TAG", action: "SET" };
    expect(await post(`webhooks/${id}/test`, { event })).toEqual({
      result: { success: true, response_status: 200, response_body: "thanks" },
    });
    const data = { name: "example_model", version: "1", key: "example_key", value: "example_value" };
    expect(target.received[0]?.body).toMatchObject({ entity: "model_version_tag", action: "set", data });
    await post(`webhooks/${id}/test`, { subscription: "run.failed" });
    await post(`webhooks/${id}/test`, {});
    expect(target.received.map(({ body }) => body.entity).slice(1)).toEqual(["run", "registered_model"]);
    expect(await deliveriesOf(id)).toEqual([]);
    await unsubscribe(id);
  });

  it("tells what went wrong", async () => {
    const target = hook();
    target.answer = (response) => response.writeHead(500).end("broken");
    const id = await subscribe(target, ["run.failed"]);
    expect(await post(`webhooks/${id}/test`, {})).toEqual({
      result: { success: false, response_status: 500, response_body: "broken" },
    });
    await post(`webhooks/${id}`, { url: "http://127.0.0.1:1/" }, "PATCH");
    const { result } = await post(`webhooks/${id}/test`, {});
    expect(result).toEqual({
      success: false,
      error_message: expect.stringMatching(/^Failed to test webhook: .*ECONNREFUSED/),
    });
    await unsubscribe(id);
  });
});

describe("the log", () => {
  it("says that there is no such webhook or delivery", async () => {
    const log = "/api/slipway/1.0/webhooks/none/deliveries";
    expect((await server.call("GET", log)).body.message).toBe("Webhook with ID none not found.");
    const id = await subscribe(hook(), ["run.failed"]);
    const path = `/api/slipway/1.0/webhooks/${id}/deliveries/none/redeliver`;
    expect(await server.call("POST", path, {})).toMatchObject({
      status: 404,
      body: { message: `Webhook ${id} has no delivery with ID none.` },
    });
  });
});

const dataIn = (payload: unknown): Fields => JSON.parse(String(payload)).data;

function never(): never {
  throw new Error("Nothing came.");
}
