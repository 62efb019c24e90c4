import { cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect, downloadFrom, uploadTo } from "@slipway/sdk";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { slipway, startTestServer, type TestServer } from "../testing/command-line.js";

const NAME = "News Model";
const URI = `models:/${NAME}/1`;
let server: TestServer;
let address: string;
let runId: string;
beforeAll(async () => {
  server = await startTestServer();
  vi.stubEnv("GIT_DIR", "/no such repository");
  address = process.env.MLFLOW_TRACKING_URI ?? "";
  const connection = connect(address);
  const { run } = await server.client.runs.create({ experiment_id: "0", start_time: 1 });
  const { run_id } = run.info;
  runId = run_id;
  await server.client.runs.logMetric({ run_id, key: "accuracy", value: 0.9, timestamp: 1, step: 0 });
  await uploadTo(connection, `runs:/${run_id}`, "model/MLmodel", { content: "flavors: {}\n" });
  await uploadTo(connection, `runs:/${run_id}`, "model/data/weights.bin", { content: "1,2,3" });
  await server.client.runs.update({ run_id, status: "FINISHED", end_time: 2 });
  await slipway("keys", "create", "--out", "ci");
  await slipway("keys", "create", "--out", "other", "--kind", "p256");
  const released = await slipway(
    "release",
    "-e",
    "Default",
    "-m",
    NAME,
    "--metric",
    "accuracy",
    "--key",
    "ci.key",
  );
  expect(released.err).toBe("");
  await downloadFrom(connection, URI, "model");
  await downloadFrom(connection, `runs:/${run_id}/slipway/receipt.json`, ".");
});
afterAll(() => server.stop());

/** Checks a changed copy of the model, without a server. */
async function tampered(change: () => Promise<unknown>) {
  await rm("copy", { recursive: true, force: true });
  await cp("model", "copy", { recursive: true });
  await change();
  return offline("receipt.json", "copy");
}
const offline = (receipt: string, model = "model", uri = URI) =>
  slipway("verify", uri, "--receipt", receipt, "--model", model, "--key", "ci.pub");

/** A receipt whose file, or whose statement, is another text. */
async function edited(name: string, change: (text: string) => string, inside = true): Promise<string> {
  const text = await readFile("receipt.json", "utf8");
  if (!inside) await writeFile(name, change(text));
  else {
    const envelope = JSON.parse(text);
    const payload = change(Buffer.from(envelope.payload, "base64").toString());
    await writeFile(name, JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString("base64") }));
  }
  return name;
}

describe("slipway keys create", () => {
  it("keeps the private key to its owner, and overwrites nothing", async () => {
    expect((await stat("ci.key")).mode & 0o777).toBe(0o600);
    const again = await slipway("keys", "create", "--out", "ci");
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("ci.key exists already") });
  });

  it("encrypts it with the passphrase of the environment, which then is needed", async () => {
    vi.stubEnv("SLIPWAY_SIGNING_KEY_PASSPHRASE", "open sesame");
    await slipway("keys", "create", "--out", "locked");
    vi.stubEnv("SLIPWAY_SIGNING_KEY_PASSPHRASE", "");
    const { code, err } = await slipway(
      "release",
      "-e",
      "Default",
      "-m",
      NAME,
      "--metric",
      "accuracy",
      "--key",
      "locked.key",
    );
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining("SLIPWAY_SIGNING_KEY_PASSPHRASE must hold"),
    });
  });
});

describe("slipway verify", () => {
  it("checks the kept receipt against the stored files", async () => {
    const { code, out } = await slipway("verify", `models:/${NAME}@champion`, "--key", "ci.pub");
    expect(out).toMatch(
      /^Envelope +ok .*\nSignature +ok +by key \w{64}\nDecision +ok +promoted \(improvement not-applicable\)/,
    );
    expect(out).toMatch(/\nVerified +models:/);
    expect(code).toBe(0);
  });

  it("needs no server with files, and then leaves open what only a server knows", async () => {
    vi.stubEnv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9");
    const { code, out } = await offline("receipt.json").finally(() =>
      vi.stubEnv("MLFLOW_TRACKING_URI", address),
    );
    expect(out).toMatch(/\nVerified .*, but not its version\n$/);
    expect(code).toBe(0);
  });

  it("says that nothing was checked of who signed it, without a key", async () => {
    const { out } = await slipway("verify", URI);
    expect(out).toMatch(/Signature +- +not checked: --key/);
    expect(out).toMatch(/Verified .*, but not its signature\n$/);
  });

  it("keeps the receipt of each promotion of one run", async () => {
    await slipway("release", "-e", "Default", "-m", "Second", "--metric", "accuracy", "--key", "other.key");
    const first = await slipway("verify", URI, "--key", "ci.pub");
    const second = await slipway("verify", "models:/Second/1", "--key", "other.pub");
    expect([first.code, second.code]).toEqual([0, 0]);
  });

  it("names the file that differs", async () => {
    const changed = await tampered(() => writeFile("copy/data/weights.bin", "1,2,4"));
    expect(changed.code).toBe(1);
    expect(changed.out).toMatch(
      /Files +WRONG +data\/weights.bin was changed: its sha256 is \w{64}, the receipt says \w{64}\nNot verified/,
    );
    const added = await tampered(() => writeFile("copy/data/a.py", ""));
    expect(added.out).toMatch(/WRONG +data\/a.py was added/);
    const missing = await tampered(() => rm("copy/MLmodel"));
    expect(missing.out).toMatch(/WRONG +MLmodel is missing/);
    const gone = await tampered(async () => {
      await rm("copy", { recursive: true });
      await mkdir("copy");
    });
    expect(gone.out).toMatch(/Files +WRONG +there are none: the model that was at \S+ is gone/);
    const downloaded = await tampered(() => writeFile("copy/registered_model_meta", "model_name: x\n"));
    expect(downloaded.code).toBe(0);
  });

  it.each([
    [
      "cut off",
      () => edited("r1.json", (text) => text.slice(0, 200), false),
      /Envelope +WRONG +The envelope is not whole JSON \(200 bytes\)/,
    ],
    [
      "with a payload that is cut off",
      () => edited("r2.json", (text) => text.replace(/("payload": "[^"]*)..(?=")/, "$1"), false),
      /payload is not whole base64/,
    ],
    [
      "edited after it was signed",
      () => edited("r3.json", (text) => text.replace("not-applicable", "pass")),
      /Signature +WRONG +it was edited after key \w{64} had signed it/,
    ],
    [
      "without its signature",
      () => edited("r4.json", (text) => JSON.stringify({ ...JSON.parse(text), signatures: [] }), false),
      /WRONG +nobody signed it/,
    ],
  ])("refuses a receipt %s", async (_, receipt, message) => {
    const { code, out } = await offline(await receipt());
    expect(out).toMatch(message);
    expect(out).toMatch(/\nNot verified/);
    expect(code).toBe(1);
  });

  it("refuses another key, another model and another version", async () => {
    const key = await slipway("verify", URI, "--key", "other.pub");
    expect(key.out).toMatch(
      /WRONG +it was signed by key \w{64}, or edited: the signature is not that of key \w{64}/,
    );
    const model = await offline("receipt.json", "model", "models:/Spam Filter/1");
    expect(model.out).toMatch(
      /WRONG +it is another model's receipt: made for News Model, not for Spam Filter/,
    );
    const { client } = server;
    const { run } = await client.runs.get({ run_id: runId });
    const source = `${run.info.artifact_uri}/slipway`;
    await client.modelVersions.create({ name: NAME, source, run_id: runId });
    const version = await slipway(
      "verify",
      `models:/${NAME}/2`,
      "--receipt",
      "receipt.json",
      "--key",
      "ci.pub",
    );
    expect(version.out).toMatch(
      /WRONG +it is another version's receipt: made for the model at .*, and version 2 is at/,
    );
    expect([key.code, model.code, version.code]).toEqual([1, 1, 1]);
  });

  it.each([
    [["verify", "News/1"], "names no version of a registered model"],
    [["verify", `models:/${NAME}/9`], "9"],
    [["verify", `models:/${NAME}/2`], "version 2 of News Model has no receipt"],
    [["verify", URI, "--key", "missing.pub"], "the key missing.pub cannot be read: there is no such file"],
    [["verify", URI, "--key", "receipt.json"], "receipt.json cannot be used"],
    [["verify", URI, "--certificate-identity", "x"], "go together"],
  ])("slipway %j ends with 2", async (words, message) => {
    const { code, err } = await slipway(...words);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});
