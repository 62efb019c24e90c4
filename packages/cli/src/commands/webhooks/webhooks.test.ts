import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { slipway, startTestServer, type TestServer } from "../../testing/command-line.js";

let server: TestServer;
let status = 200;
const receiver = createServer((_, response) =>
  response.writeHead(status, { "retry-after": "0" }).end("thanks"),
);
let url = "";
let id = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  vi.stubEnv("MLFLOW_WEBHOOK_ALLOWED_SCHEMES", "http");
  vi.stubEnv("MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS", "true");
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
  receiver.close();
});

const parsed = async (...words: string[]) => JSON.parse((await slipway("webhooks", ...words, "--json")).out);

describe("slipway webhooks", () => {
  it("create makes one that is signed with a secret from a file", async () => {
    await writeFile("secret", "s3cret\n");
    const events = ["--event", "run.finished", "--event", "registered_model.created"];
    const made = await parsed("create", "--name", "ci", "--url", url, ...events, "--secret-file", "secret");
    expect(made).toMatchObject({ name: "ci", url, status: "ACTIVE" });
    expect(made.subscriptions).toEqual(["registered_model.created", "run.finished"]);
    id = made.webhook_id;
  });

  it("create says what is missing, and what MLflow says of a wrong name", async () => {
    const { code, err } = await slipway("webhooks", "create", "--name", "ci", "--url", url);
    expect([code, err]).toEqual([2, expect.stringContaining("at least one --event")]);
    const wrong = await slipway("webhooks", "create", "--name", "c i", "--url", url, "--event", "run.failed");
    expect(wrong.err).toContain("Webhook name 'c i' is invalid.");
  });

  it("update changes what is given, get and list show it", async () => {
    await slipway("webhooks", "update", id, "--event", "registered_model.created", "--description", "why");
    const { out } = await slipway("webhooks", "get", id);
    expect(out).toMatch(/\nEvents +registered_model\.created\n/);
    expect(out).toMatch(/\nDescription +why\n/);
    expect((await slipway("webhooks", "list")).out).toMatch(
      new RegExp(`\\n${id}  ci    ACTIVE  ${url}  registered_model\\.created\\n$`),
    );
    expect(await parsed("list")).toHaveLength(1);
  });

  it("test sends an example, and fails as the receiver does", async () => {
    expect(await slipway("webhooks", "test", id)).toMatchObject({
      code: 0,
      out: "Delivered: status 200\nthanks\n",
    });
    status = 500;
    expect(await slipway("webhooks", "test", id, "--event", "run.failed")).toMatchObject({
      ...{ code: 4, out: "Failed: status 500\nthanks\n" },
    });
  });

  it("deliveries tells what was sent, redeliver sends it again", async () => {
    await server.client.registeredModels.create({ name: "m" });
    const settled = async (state: string) =>
      vi.waitFor(
        async () => {
          const [delivery] = await parsed("deliveries", id);
          expect(delivery).toMatchObject({ status: state });
          return delivery;
        },
        { timeout: 10_000, interval: 50 },
      );
    const { delivery_id } = await settled("FAILED");
    expect((await slipway("webhooks", "deliveries", id)).out).toMatch(
      /registered_model\.created {2}FAILED {2}4 {9}500 {5}The receiver answered with status 500\.\n$/,
    );
    status = 200;
    expect((await slipway("webhooks", "redeliver", id, delivery_id)).out).toContain("is sent again.\n");
    await settled("DELIVERED");
  });

  it("delete removes it", async () => {
    expect((await slipway("webhooks", "delete", id)).out).toBe(`Webhook with ID ${id} has been deleted.\n`);
    const { code, err } = await slipway("webhooks", "get", id);
    expect([code, err]).toEqual([2, expect.stringContaining(`Webhook with ID ${id} not found.`)]);
  });
});
