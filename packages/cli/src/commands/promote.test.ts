import { readFile, writeFile } from "node:fs/promises";
import { connect, downloadFrom, uploadTo } from "@slipway/sdk";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { slipway, startTestServer, type TestServer } from "../testing/command-line.js";

const NAME = "Mail Filter";
let server: TestServer;
let runs: string[];

/** A model is the number of 200 examples that it answers rightly. */
const EVALUATE = `
import { readFileSync, writeFileSync } from "node:fs";
const [, , model, out, mover] = process.argv;
const right = Number(readFileSync(model + "/right.txt", "utf8"));
const rows = Array.from({ length: 200 }, (_, i) => i + ",spam," + (i < right ? "spam" : "ham"));
writeFileSync(out, "id,label,prediction\\n" + rows.join("\\n") + "\\n");
if (mover) await fetch(process.env.MLFLOW_TRACKING_URI + "/api/2.0/mlflow/registered-models/alias", {
  method: "POST", headers: { "content-type": "application/json" },
  body: JSON.stringify({ name: ${JSON.stringify(NAME)}, alias: "champion", version: mover }),
});
`;

beforeAll(async () => {
  server = await startTestServer();
  vi.stubEnv("GIT_DIR", "/no such repository");
  await writeFile("evaluate.mjs", EVALUATE);
  await slipway("keys", "create", "--out", "ci");
  await slipway("keys", "create", "--out", "other");
  const connection = connect(process.env.MLFLOW_TRACKING_URI ?? "");
  runs = [];
  for (const right of [150, 190]) {
    const { run } = await server.client.runs.create({ experiment_id: "0", start_time: 1 });
    const { run_id } = run.info;
    const accuracy = { key: "accuracy", value: right, timestamp: 1, step: 0 };
    await server.client.runs.logMetric({ run_id, ...accuracy });
    await uploadTo(connection, `runs:/${run_id}`, "model/right.txt", { content: String(right) });
    await server.client.runs.update({ run_id, status: "FINISHED", end_time: 2 });
    runs.push(run_id);
  }
  await release(0);
  for (const place of [1, 0]) {
    const { run } = await server.client.runs.get({ run_id: runs[place] ?? "" });
    const source = `${run.info.artifact_uri}/model`;
    await server.client.modelVersions.create({ name: NAME, source, run_id: run.info.run_id });
  }
  // Someone moves the champion while it decides, and back: the decision is made, and unspent.
  const late = await release(1, "3");
  expect(late.out).toContain("Held              someone else was first");
  await server.client.registeredModels.setAlias({ name: NAME, alias: "champion", version: "1" });
  await downloadFrom(connection, `runs:/${runs[1]}/slipway/receipt.json`, ".");
});
afterAll(() => server.stop());

const evaluate = (mover: string) =>
  `node evaluate.mjs "\${{ model.path }}" "\${{ output }}" ${mover}`.trimEnd();
const release = (place: number, mover = "") => {
  const which = ["--run-id", runs[place] ?? "", "-m", NAME, "--metric", "accuracy"];
  return slipway("release", ...which, "--key", "ci.key", "--evaluate", evaluate(mover));
};
const promote = (version: string, ...words: string[]) =>
  slipway("promote", NAME, version, "--decision", "receipt.json", ...words);
const history = async () => JSON.parse((await slipway("models", "history", NAME, "--json")).out);
const champion = async () =>
  (await server.client.registeredModels.getByAlias({ name: NAME, alias: "champion" })).model_version.version;

async function withReceipt(name: string, change: (text: string) => string): Promise<string> {
  await writeFile(name, change(await readFile("receipt.json", "utf8")));
  return name;
}

/** The same statement but for one word. */
const edited = (text: string) => {
  const envelope = JSON.parse(text);
  const payload = Buffer.from(envelope.payload, "base64").toString().replace('"pass"', '"fail"');
  return JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString("base64") });
};

describe("slipway promote", () => {
  it.each<[string, () => Promise<string[]>, RegExp]>([
    [
      "for another version",
      async () => ["3", "receipt.json"],
      /receipt.json does not promote version 3 of Mail Filter: it is another version's receipt: made for version 2, not for version 3/,
    ],
    [
      "that was edited",
      async () => ["2", await withReceipt("edited.json", edited)],
      /it was edited after key \w{64} had signed it/,
    ],
    [
      "that is cut off",
      async () => ["2", await withReceipt("cut.json", (text) => text.slice(0, 300))],
      /The envelope is not whole JSON \(300 bytes\)/,
    ],
    ["that is not there", async () => ["2", "missing.json"], /the receipt missing.json cannot be read/],
    ["for a version that is not there", async () => ["9", "receipt.json"], /9/],
  ])("refuses a decision %s, and changes nothing", async (_, words, message) => {
    const [version = "", file = ""] = await words();
    const { code, err } = await slipway("promote", NAME, version, "--decision", file, "--key", "ci.pub");
    expect(err).toMatch(message);
    expect([code, await champion()]).toEqual([2, "1"]);
  });

  it("wants a decision or a reason, and the right signature", async () => {
    expect(await slipway("promote", NAME, "2")).toMatchObject({
      code: 2,
      err: expect.stringContaining("needs one of --decision and --force"),
    });
    expect((await slipway("promote", NAME, "2", "--force")).err).toContain("--force needs --reason");
    expect((await promote("2", "--key", "other.pub")).err).toContain("the signature is not that of key");
  });

  it("promotes once by a decision about that very version, and only over the champion of then", async () => {
    await slipway("models", "protect", NAME, "--alias", "champion", "--key", "ci.pub");
    const { code, out } = await promote("2", "--key", "ci.pub", "--reason", "the race is over");
    expect(out).toMatch(
      /\nPromoted +name=Mail Filter version=2 stage=Production alias=champion \(was version 1\)\n$/,
    );
    expect([code, await champion()]).toEqual([0, "2"]);
    const again = await promote("2");
    expect(again).toMatchObject({ code: 2 });
    expect(again.err).toContain("is version 2 now, not version 1 as expected");
    await slipway("rollback", NAME, "--reason", "it was wrong");
    await slipway("models", "resume", NAME);
    expect((await promote("2")).err).toMatch(
      /The decision '.*' was spent: it stands behind the promote of version 2/,
    );
    expect(await champion()).toBe("1");
    const [newest] = await history().then(({ entries }) =>
      entries.filter(({ action }: { action: string }) => action === "promote"),
    );
    expect(newest).toMatchObject({ version: "2", forced: false, reason: "the race is over" });
  });

  it("promotes by force where nothing is protected, on record", async () => {
    const denied = await slipway("promote", NAME, "3", "--force", "--reason", "outage");
    expect(denied).toMatchObject({ code: 2, err: expect.stringContaining("is protected") });
    await slipway("models", "protect", NAME, "--alias", "champion", "--remove", "--reason", "test");
    const { code } = await slipway("promote", NAME, "3", "--force", "--reason", "outage");
    expect(code).toBe(0);
    expect((await history()).entries[0]).toMatchObject({ version: "3", forced: true, reason: "outage" });
  });
});
