import { createHmac, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CONFORMANCE_FOLDER, programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { runProcess } from "../clients/run-process.js";
import { databaseOf, type RunningServer, startServer } from "../servers/start-server.js";
import { type Received, type Receiver, startReceiver } from "./receiver.js";

const MINUTES = 60_000;
const clients = await prepareClients();
let folder: string;
let receiver: Receiver;
let environment: NodeJS.ProcessEnv;
let server: RunningServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "conformance-webhooks-"));
  receiver = await startReceiver(folder);
  environment = {
    NODE_EXTRA_CA_CERTS: receiver.certificate,
    MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS: "true",
    MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY: `${randomBytes(32).toString("base64url")}=`,
    // The lease of a killed server runs out nine seconds after it was taken.
    MLFLOW_WEBHOOK_REQUEST_TIMEOUT: "1",
  };
  server = await startServer("slipway", undefined, environment);
}, MINUTES);

afterEach(async () => {
  await server.stop();
  await server.removeFolder();
  receiver.stop();
  await rm(folder, { recursive: true, force: true });
}, MINUTES);

async function call(method: string, path: string, body: Record<string, unknown> = {}) {
  const headers = { "content-type": "application/json" };
  const init = method === "GET" ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${server.uri}/api/${path}`, { method, headers, ...init });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return answer.json();
}

const post = (path: string, body: Record<string, unknown>) => call("POST", `2.0/mlflow/${path}`, body);

async function subscribe(name: string, subscriptions: string[]): Promise<string> {
  const { webhook } = await post("webhooks", {
    name,
    url: receiver.url,
    subscriptions,
    secret: "of slipway",
  });
  return webhook.webhook_id;
}

async function statusOf(id: string): Promise<string[]> {
  const { deliveries = [] } = await call("GET", `slipway/1.0/webhooks/${id}/deliveries`);
  return deliveries.map(({ status }: { status: string }) => status);
}

async function restart(): Promise<void> {
  server = await startServer("slipway", server.folder, environment);
}

function isSigned({ headers, text }: Received, secret: string): boolean {
  const content = `${headers["x-mlflow-delivery-id"]}.${headers["x-mlflow-timestamp"]}.${text}`;
  const mac = createHmac("sha256", secret).update(content).digest("base64");
  return headers["x-mlflow-signature"] === `v1,${mac}`;
}

describe("webhooks over HTTPS", () => {
  test(
    "outlive a server that is killed between the change and the delivery",
    async () => {
      const id = await subscribe("hook", ["registered_model.created"]);
      const { url } = receiver;
      // Nobody listens at the time of the change, so that it cannot have been delivered before the end.
      await call("PATCH", `2.0/mlflow/webhooks/${id}`, { url: "https://127.0.0.1:1/" });
      await post("registered-models/create", { name: "m" });
      expect(await statusOf(id)).toEqual(["PENDING"]);
      await server.kill();
      await restart();
      await call("PATCH", `2.0/mlflow/webhooks/${id}`, { url });
      const [first] = await receiver.count(1);
      expect(first && isSigned(first, "of slipway"), first?.text).toBe(true);
      while ((await statusOf(id))[0] === "PENDING") await sleep(20);
      await server.stop();
      await restart();
      await post("registered-models/create", { name: "n" });
      expect((await receiver.count(2)).map(({ text }) => JSON.parse(text).data.name)).toEqual(["m", "n"]);
    },
    MINUTES,
  );

  test(
    "are sent again, under the same id, when the server is killed while it sends",
    async () => {
      await subscribe("hook", ["registered_model.created"]);
      receiver.hangs = true;
      await post("registered-models/create", { name: "m" });
      await receiver.count(1);
      await server.kill();
      receiver.hangs = false;
      await restart();
      const ids = (await receiver.count(2)).map(({ headers }) => headers["x-mlflow-delivery-id"]);
      expect(ids).toEqual([ids[0], ids[0]]);
    },
    MINUTES,
  );

  test(
    "do not keep a server from stopping",
    async () => {
      await subscribe("hook", ["registered_model.created"]);
      receiver.hangs = true;
      for (const name of ["m", "n"]) await post("registered-models/create", { name });
      await receiver.count(2);
      const start = Date.now();
      await server.stop();
      expect(Date.now() - start).toBeLessThan(5000);
    },
    MINUTES,
  );

  test(
    "are not sent to a receiver whose certificate nobody vouches for",
    async () => {
      await server.stop();
      delete environment.NODE_EXTRA_CA_CERTS;
      await restart();
      const id = await subscribe("hook", ["registered_model.created"]);
      const { result } = await post(`webhooks/${id}/test`, {});
      expect(result).toEqual({
        ...{ success: false, error_message: "Failed to test webhook: self-signed certificate" },
      });
      expect(receiver.received).toEqual([]);
    },
    MINUTES,
  );
});

if (!clients.available) reportLeftOut("webhooks in the database of the real MLflow", clients.reason);
else {
  const python = programOf(clients.folders["mlflow-3"], "python");
  describe("webhooks in the database of the real MLflow", () => {
    test(
      "are read by it with their secrets, and its own by ours; it does not see what it cannot read",
      async () => {
        await subscribe("both", ["model_version.created", "run.finished"]);
        await subscribe("ours", ["run.finished", "model_version_stage.transitioned"]);
        await server.stop();
        const script = join(CONFORMANCE_FOLDER, "webhooks", "mlflow_store.py");
        const uri = `sqlite:///${databaseOf(server.folder)}`;
        const { code, output } = await runProcess(python, [script, uri, receiver.url], {
          env: { ...process.env, ...environment, MLFLOW_DISABLE_TELEMETRY: "true" },
        });
        expect(code, output).toBe(0);
        const { made, webhooks } = JSON.parse(output.trimEnd().split("\n").at(-1) ?? "");
        expect(webhooks).toEqual({
          both: ["of slipway", ["model_version.created"]],
          "from-mlflow": ["of mlflow", ["registered_model.created"]],
        });
        await restart();
        const all = await call("GET", "2.0/mlflow/webhooks?include_all=true");
        expect(all.webhooks.map(({ name }: { name: string }) => name).sort()).toEqual([
          "both",
          "from-mlflow",
          "ours",
        ]);
        await post("registered-models/create", { name: "m" });
        const [received] = await receiver.count(1);
        expect(received && isSigned(received, "of mlflow")).toBe(true);
        expect(await statusOf(made)).toHaveLength(1);
      },
      2 * MINUTES,
    );
  });
}
