import { type Adaptivity, modelsOf, type TestSet, type TestSetLook } from "@slipway/contract";
import { Decrypter, Encrypter } from "age-encryption";
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

const CALLS = "/api/slipway/1.0/test-sets";

interface Answered {
  status: number;
  body: { test_set: TestSet; look: TestSetLook; error_code?: string; message?: string; why?: string };
}

const post = async (call: string, body: object, server = servers[0]): Promise<Answered> =>
  (await server.call("POST", `${CALLS}/${call}`, body)) as unknown as Answered;

const spend = (name: string, decision_id: string, rest: object = {}, server = servers[0]) =>
  post(
    "spend",
    { name, digest: `sha256:${name}`, decision_id, model: "News", champion: "3", examples: 2000, ...rest },
    server,
  );

const conclude = (decision_id: string, passed: boolean) => post("conclude", { decision_id, passed });

const get = async (name: string): Promise<TestSet> =>
  (await servers[0].call("GET", `${CALLS}/get?name=${name}`)).body.test_set as TestSet;

describe("a test set", () => {
  it("serves as many decisions as it may, and says what the next one takes", async () => {
    for (const look of [1, 2, 3]) {
      const { body } = await spend("small", `small-${look}`, { looks: 3, adaptivity: "none" });
      expect(body.look).toMatchObject({ number: look, model: "News" });
    }
    expect(await spend("small", "small-4", { looks: 3, adaptivity: "none" })).toMatchObject({
      status: 409,
      body: {
        why: "exhausted",
        looks: 3,
        message: expect.stringMatching(/has served all 3 decisions.*needs fresh labels: 2000/),
      },
    });
    expect((await get("small")).spent).toHaveLength(3);
  });

  it("is taken once by one decision, however often and wherever it is asked for", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, client) => spend("again", "again-1", {}, servers[client % 2 ? 1 : 0])),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.look.number).toBe(1);
    }
    expect((await get("again")).spent).toHaveLength(1);
  });

  it("never gives away more looks than it has when many ask at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, client) =>
        spend("busy", `busy-${client}`, { looks: 5 }, servers[client % 2 ? 1 : 0]),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...new Array(5).fill(200),
      ...new Array(11).fill(409),
    ]);
    expect((await get("busy")).spent.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it("is retired by its first pass, and its evidence can be opened from then on", async () => {
    const { body } = await spend("first", "first-1");
    const encrypter = new Encrypter();
    encrypter.addRecipient(body.look.recipient);
    const evidence = await encrypter.encrypt("+0.0190");
    expect(body.look.identity).toBeUndefined();
    await conclude("first-1", false);
    await spend("first", "first-2");
    expect((await get("first")).spent.map(({ passed, identity }) => [passed, identity])).toEqual([
      [false, undefined],
      [undefined, undefined],
    ]);
    const passed = await conclude("first-2", true);
    expect(passed.body.test_set.retired_reason).toBe("look 2 of 32 passed");
    expect(await spend("first", "first-3")).toMatchObject({ status: 409, body: { why: "retired" } });
    // Whoever promotes after a crash finds the look that it has taken.
    expect(await spend("first", "first-2")).toMatchObject({ status: 200, body: { look: { passed: true } } });
    const decrypter = new Decrypter();
    decrypter.addIdentity((await get("first")).spent[0]?.identity ?? "");
    expect(await decrypter.decrypt(evidence, "text")).toBe("+0.0190");
  });

  it("outlives the first version, which is compared with nothing", async () => {
    await spend("new", "new-1", { champion: "" });
    expect((await conclude("new-1", true)).body.test_set).not.toHaveProperty("retired_at");
    await spend("new", "new-2");
    expect((await conclude("new-2", true)).body.test_set.retired_reason).toBe("look 2 of 32 passed");
    await spend("late", "late-1", { champion: "" });
    await conclude("late-1", false);
    await spend("late", "late-2", { champion: "" });
    expect((await conclude("late-2", true)).body.test_set).toHaveProperty("retired_at");
  });

  it("goes on until the pass that its terms name", async () => {
    const terms = { passes: 2 };
    await spend("second", "second-1", terms);
    expect((await conclude("second-1", true)).body.test_set).not.toHaveProperty("retired_at");
    await spend("second", "second-2", terms);
    expect((await conclude("second-2", true)).body.test_set.retired_reason).toBe(
      "look 2 of 32 passed, the last of 2 passes",
    );
  });

  it("keeps to how a look ended", async () => {
    await spend("once", "once-1");
    await conclude("once-1", false);
    expect(await conclude("once-1", false)).toMatchObject({ status: 200 });
    expect(await conclude("once-1", true)).toMatchObject({ status: 409 });
    expect(await conclude("nobody", true)).toMatchObject({ status: 404 });
  });

  it("is its examples, whatever it is called", async () => {
    await spend("held", "held-1");
    const renamed = await spend("fresh", "fresh-1", { digest: "sha256:held" });
    expect(renamed).toMatchObject({ status: 409, body: { why: "other-name" } });
    const relabelled = await spend("held", "held-2", { digest: "sha256:other" });
    expect(relabelled).toMatchObject({ status: 409, body: { why: "other-examples" } });
    expect(relabelled.body.message).toContain("slipway testset retire held");
    expect(await post("retire", { name: "held", reason: "new labels" })).toMatchObject({
      body: { test_set: { retired_reason: "new labels" } },
    });
    expect(await spend("held", "held-2", { digest: "sha256:other" })).toMatchObject({ status: 200 });
    expect(await spend("held", "held-3")).toMatchObject({ status: 409, body: { why: "other-examples" } });
    const { body } = await servers[0].call("GET", CALLS);
    expect((body.test_sets as TestSet[]).filter(({ name }) => name === "held")).toHaveLength(2);
  });

  it("opens one decision on record", async () => {
    await spend("open", "open-1");
    await spend("open", "open-2");
    const { body } = await post("reveal", { decision_id: "open-1", reason: "a customer asked" });
    expect(body.look).toMatchObject({ revealed: true, reveal_reason: "a customer asked" });
    expect(body.look.identity).toMatch(/^AGE-SECRET-KEY-1/);
    expect((await get("open")).spent[1]).not.toHaveProperty("identity");
  });

  it.each([
    [{ looks: 0 }, "'looks' is 0"],
    [{ looks: 4, passes: 5 }, "'passes' is 5"],
    [{ adaptivity: "full", passes: 2 }, "'passes' is 2 with adaptivity 'full'"],
    [{ reliability: 1 }, "'reliability' is 1"],
    [{ adaptivity: "some" }, "'adaptivity'"],
    [{ model: "m".repeat(257) }, "'model' exceeds"],
  ])("is refused on the terms %j", async (terms, message) => {
    const answer = await spend("wrong", "wrong-1", terms);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toContain(message);
  });

  it("keeps the terms of its first look", async () => {
    await spend("fixed", "fixed-1");
    const answer = await spend("fixed", "fixed-2", { looks: 64 });
    expect(answer).toMatchObject({ status: 409, body: { why: "other-terms" } });
    expect(answer.body.message).toContain("was first used with looks 32, not 64");
  });
});

it.each<[number, Adaptivity, number, number]>([
  [32, "none", 1, 32],
  [32, "first-change", 1, 32],
  [32, "first-change", 2, 528],
  [32, "first-change", 3, 5488],
  [5, "first-change", 5, 31],
  [32, "full", 1, 2 ** 32],
])("%i looks, %s, %i passes: as many as %i models can be reached", (looks, adaptivity, passes, models) => {
  expect(modelsOf({ looks, adaptivity, passes, reliability: 0.95, reveal: "sealed" })).toBe(models);
});
