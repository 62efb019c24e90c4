import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { slipway, startTestServer, type TestServer } from "../../testing/command-line.js";

const NAME = "News Classification Model";
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  // Outside of any repository, whatever branch these sources are on.
  vi.stubEnv("GIT_DIR", "/no such repository");
  vi.stubEnv("SLIPWAY_ACTOR", "Ada Example <ada@example.org>");
  const { client } = server;
  for (const accuracy of [0.8, 0.9]) {
    const { run } = await client.runs.create({ experiment_id: "0", start_time: 1 });
    const { run_id } = run.info;
    await client.runs.logMetric({ run_id, key: "accuracy", value: accuracy, timestamp: 1, step: 0 });
    const fields = { experiment_id: "0", name: "model", source_run_id: run_id };
    const { model_id } = (await client.loggedModels.create(fields)).model.info;
    await client.loggedModels.finalize({ model_id, status: "LOGGED_MODEL_READY" });
    await client.runs.logOutputs({ run_id, models: [{ model_id, step: 0 }] });
    await client.runs.update({ run_id, status: "FINISHED", end_time: 2 });
    await slipway("release", "-e", "Default", "-m", NAME, "--where", "metrics.accuracy > 0.5");
  }
});
afterAll(() => server.stop());

const rowsOf = (out: string) =>
  out
    .trimEnd()
    .split("\n")
    .slice(2)
    .map((row) => row.split(/ {2,}/));

describe("slipway models", () => {
  it("list shows what is in Production", async () => {
    const { out } = await slipway("models", "list");
    expect(rowsOf(out)[0]?.slice(0, 3)).toEqual([NAME, "2", "champion=2"]);
    expect(JSON.parse((await slipway("models", "list", "--filter", "name = 'x'", "--json")).out)).toEqual([]);
  });

  it("versions shows each with its stage, newest first", async () => {
    const { out } = await slipway("models", "versions", NAME);
    expect(rowsOf(out).map((row) => row.slice(0, 3))).toEqual([
      ["2", "Production", "champion"],
      ["1", "Archived", "-"],
    ]);
  });

  it("rollback goes back, and history tells it", async () => {
    const { out, code } = await slipway("rollback", NAME, "--reason", "it hurts");
    expect(code).toBe(0);
    expect(out).toMatch(/^Archiving +name=News Classification Model version=2 run_id=\w{32}\n/);
    expect(out).toContain(
      `Rolled back       name=${NAME} version=1 stage=Production alias=champion (was version 2)\n`,
    );
    expect(out).toContain(`On hold           until: slipway models resume "${NAME}"\n`);
    const history = await slipway("models", "history", NAME);
    const told = rowsOf(history.out).map(([, what, , version, before, who, , reason]) => [
      what,
      version,
      before,
      who,
      reason,
    ]);
    expect(told.slice(0, 3)).toEqual([
      ["rollback", "1", "2", "Ada Example (claimed)", "it hurts"],
      ["promote", "2", "1", "Ada Example (claimed)", expect.stringContaining("every gate")],
      ["promote", "1", "-", "Ada Example (claimed)", expect.stringContaining("every gate")],
    ]);
    expect(history.out).toContain(`On hold: releases do not promote ${NAME}\n`);
  });

  it("resume lets releases promote again", async () => {
    const held = await slipway("release", "-e", "Default", "-m", NAME, "--metric", "accuracy");
    expect(held.out).toMatch(/\nHeld +.*on hold/);
    expect(await slipway("models", "resume", NAME)).toMatchObject({
      code: 0,
      out: `${NAME} is no longer on hold: releases promote again.\n`,
    });
    const { on_hold } = await server.client.promotions.list({ name: NAME });
    expect(on_hold).toBe(false);
  });

  it("history answers who was in use at a time, and checks that nobody changed it", async () => {
    const now = await slipway("models", "history", NAME, "--at", "2100-01-01");
    expect(now.out).toMatch(/^News Classification Model at 2100-01-01 23:59:59\n/);
    expect(now.out).toMatch(
      /\nProduction +version 1, since .*\n +what +rollback\n +by +Ada Example \(claimed\)\n/,
    );
    expect(now.out).toMatch(/\n@champion +version 1, since/);
    const before = await slipway(
      "models",
      "history",
      NAME,
      "--at",
      "2001-01-01T12:00",
      "--alias",
      "champion",
    );
    expect(before.out).toContain("@champion    no version, as far as is known\n");
    const wrong = await slipway("models", "history", NAME, "--at", "soon");
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("'soon' is no day and no time") });
    const { out, code } = await slipway("models", "history", NAME, "--verify");
    const [, head = ""] = /^Whole: all 4 entries fit\. The newest has the hash (\w{64})\.\n$/.exec(out) ?? [];
    expect(code).toBe(0);
    expect(await slipway("models", "history", NAME, "--verify", head)).toMatchObject({ code: 0 });
    const cut = await slipway("models", "history", NAME, "--verify", "f".repeat(64));
    expect(cut).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^Changed: entry 4 \(resume, .* has the hash f+\.\n$/),
    });
  });

  it("create registers a model that can be protected before it has a version", async () => {
    const { code, out } = await slipway("models", "create", "Guarded", "--description", "of the mails");
    expect([code, out]).toEqual([0, "Created registered model 'Guarded'\n"]);
    expect(await slipway("models", "create", "Guarded")).toMatchObject({
      code: 2,
      err: expect.stringContaining("already exists"),
    });
    expect((await slipway("models", "protect", "Guarded", "--alias", "champion")).code).toBe(0);
  });

  it("protect keeps everything but decisions off a place, and says how far that goes", async () => {
    const { code, out } = await slipway(
      "models",
      "protect",
      NAME,
      "--alias",
      "champion",
      "--require-decision",
    );
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Protected: only a decision moves @champion of .* from now on\.\nNote: .*mistakes only/,
    );
    const moved = server.client.registeredModels.setAlias({ name: NAME, alias: "champion", version: "2" });
    await expect(moved).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
    const listed = await slipway("models", "protect", NAME);
    expect(rowsOf(listed.out)[0]?.slice(0, 3)).toEqual(["@champion", "decisions (unsigned)", "refused"]);
    const lift = ["models", "protect", NAME, "--alias", "champion", "--remove"];
    expect(await slipway(...lift)).toMatchObject({ code: 2, err: expect.stringContaining("--reason") });
    expect(await slipway(...lift, "--reason", "over")).toMatchObject({ code: 0 });
    expect((await slipway("models", "protect", NAME)).out).toContain("Nothing of News");
    const noKey = await slipway("models", "protect", NAME, "--stage", "Production", "--key", "/no/such.pem");
    expect(noKey).toMatchObject({ code: 2, err: expect.stringContaining("/no/such.pem") });
  });

  it.each(["versions", "history", "protect", "resume"])(
    "%s says that a model does not exist",
    async (verb) => {
      const { code, err } = await slipway("models", verb, "No Such");
      expect(err).toContain("No Such");
      expect(code).toBe(2);
    },
  );
});
