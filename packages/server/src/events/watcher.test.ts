import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished, vi } from "vitest";
import { temporaryDatabase } from "../database/testing/temporary-database.js";
import { Watcher } from "./watcher.js";

const PAUSE = 10;
/** The watcher looks more rarely on a machine that has much to do. */
const PATIENCE = { timeout: 20_000 };
const DEFAULT = { kind: "experiment", id: "0" } as const;

async function watchedDatabase() {
  const database = await temporaryDatabase();
  const insert = (name: string) =>
    database.write(async (tx) => {
      await tx
        .insertInto("registered_models")
        .values({ name, workspace: "default", description: "" })
        .execute();
    });
  const change = (name: string) =>
    database.write(async (tx) => {
      await tx
        .updateTable("registered_models")
        .set({ description: String(Math.random()) })
        .where("name", "=", name)
        .execute();
    });
  const remove = (name: string) =>
    database.write(async (tx) => {
      await tx.deleteFrom("registered_models").where("name", "=", name).execute();
    });
  const watcher = new Watcher(database, PAUSE);
  onTestFinished(() => watcher.close());
  return { database, watcher, insert, change, remove };
}

it("tells everyone who listens to what has changed, once, and nobody else", async () => {
  const { watcher, insert, change } = await watchedDatabase();
  await insert("a");
  await insert("b");
  const [first, second, other] = [vi.fn(), vi.fn(), vi.fn()];
  const listening = await watcher.listen({ kind: "model", id: "a" }, first);
  await watcher.listen({ kind: "model", id: "a" }, second);
  await watcher.listen({ kind: "model", id: "b" }, other);
  expect(watcher.size).toBe(2);
  await change("a");
  await vi.waitFor(() => expect(second).toHaveBeenCalled(), PATIENCE);
  await sleep(5 * PAUSE);
  expect(first).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^[\w-]{22}$/));
  expect(second.mock.calls).toEqual(first.mock.calls);
  expect(first.mock.calls[0]?.[0]).not.toBe(listening?.state);
  expect(other).not.toHaveBeenCalled();
  listening?.stop();
  listening?.stop();
  await change("a");
  await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(2), PATIENCE);
  expect(first).toHaveBeenCalledTimes(1);
});

it("asks for nothing once nobody listens, and begins again", async () => {
  const { watcher, insert, change } = await watchedDatabase();
  await insert("a");
  const listen = (told: () => void) => watcher.listen({ kind: "model", id: "a" }, told);
  for (const round of [1, 2]) {
    const told = vi.fn();
    const listening = await listen(told);
    await change("a");
    await vi.waitFor(() => expect(told, `round ${round}`).toHaveBeenCalled(), PATIENCE);
    listening?.stop();
    expect(watcher.size).toBe(0);
    await sleep(3 * PAUSE);
  }
});

it("tells of what is deleted, and of what comes back", async () => {
  const { watcher, insert, remove } = await watchedDatabase();
  await insert("a");
  const told = vi.fn();
  await watcher.listen({ kind: "model", id: "a" }, told);
  await remove("a");
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith("gone"), PATIENCE);
  await insert("a");
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2), PATIENCE);
});

it("listens to nothing that is not there", async () => {
  const { watcher } = await watchedDatabase();
  expect(await watcher.listen(DEFAULT, vi.fn())).toBeUndefined();
  expect(watcher.size).toBe(0);
});
