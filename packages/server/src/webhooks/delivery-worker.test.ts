import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Database } from "../database/database.js";
import { temporaryDatabase } from "../database/testing/temporary-database.js";
import { createWebhooks, type Webhooks } from "./create-webhooks.js";
import { forgetDeliveries, insertDelivery, selectDeliveries } from "./delivery-store.js";
import { type Hook, startReceiver } from "./testing/receiver.js";
import { readWebhookSettings } from "./webhook-settings.js";

let hook: () => Hook;
beforeAll(async () => {
  hook = await startReceiver();
});

const start = (webhooks: Webhooks) => {
  webhooks.worker.start();
  onTestFinished(() => webhooks.worker.stop());
};

/** Makes a webhook for the ends of runs, and lets runs end. */
async function endRuns(
  { service, database, runEvents }: Webhooks,
  target: Hook,
  number: number,
): Promise<string> {
  const fields = { name: "hook", url: target.url, events: [], subscriptions: ["run.finished"] };
  const { webhook_id } = await service.create(fields);
  const info = { experiment_id: "0", status: "FINISHED", lifecycle_stage: "active" } as const;
  await database.write(async (tx) => {
    for (let run = 0; run < number; run++)
      await runEvents.changed(tx, "RUNNING", { ...info, run_id: `run ${run}`, run_uuid: `run ${run}` });
  });
  return webhook_id;
}

const everyDelivery = (database: Database, id: string) =>
  selectDeliveries(database.read, id, { offset: 0, limit: 2000 });

describe("several servers on one database", () => {
  it("deliver each event once", async () => {
    const database = await temporaryDatabase();
    const servers = [1, 2, 3].map(() => createWebhooks(database, readWebhookSettings(process.env)));
    const target = hook();
    const [first] = servers;
    if (!first) throw new Error("There is no server.");
    const id = await endRuns(first, target, 60);
    for (const server of servers) start(server);
    await target.count(60);
    await sleep(200);
    const ids = target.received.map(({ headers }) => headers["x-mlflow-delivery-id"]);
    expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
    const rows = await everyDelivery(database, id);
    expect(rows.every(({ status, attempts }) => status === "DELIVERED" && attempts === 1)).toBe(true);
  });
});

describe("the log", () => {
  it("keeps what is new, the newest of each webhook, and what is not sent yet", async () => {
    const database = await temporaryDatabase();
    await database.write(async (tx) => {
      for (let number = 0; number < 12; number++)
        await insertDelivery(tx, {
          ...{ delivery_id: randomUUID(), webhook_id: "w", entity: "run", action: "failed", body: "{}" },
          ...{ status: number === 0 ? "PENDING" : "FAILED", due_at: number, attempts: 1, failures: 1 },
          ...{ created_at: number, updated_at: number },
        });
    });
    const left = async () => (await everyDelivery(database, "w")).map(({ created_at }) => Number(created_at));
    await database.write((tx) => forgetDeliveries(tx, 4, 100));
    expect(await left()).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 0]);
    await database.write((tx) => forgetDeliveries(tx, 4, 3));
    expect(await left()).toEqual([11, 10, 9, 0]);
  });
});
