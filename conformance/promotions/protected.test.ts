import { join } from "node:path";
import { createClient } from "@slipway/sdk";
import { expect, it } from "vitest";
import { CONFORMANCE_FOLDER, programOf } from "../clients/environment.js";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { runProcess } from "../clients/run-process.js";
import { startServer } from "../servers/start-server.js";

const clients = await prepareClients();
const SCRIPT = join(CONFORMANCE_FOLDER, "promotions", "move_protected.py");
const QUIET = { PYTHONWARNINGS: "ignore", MLFLOW_DISABLE_TELEMETRY: "true" };

if (clients.available) {
  it("the real client is told why a protected champion does not move, and what would move it", async () => {
    const server = await startServer("slipway");
    try {
      const client = createClient({ baseUrl: server.uri });
      const name = "News";
      await client.registeredModels.create({ name });
      for (const version of ["1", "2"])
        await client.modelVersions.create({ name, source: `s3://bucket/${version}` });
      await client.promotions.create({ name, version: "1", stage: "Production", alias: "champion" });
      await client.protections.set({ name, stage: "Production" });
      await client.protections.set({ name, alias: "champion" });
      const { registered_model: before } = await client.registeredModels.get({ name });
      const env = { ...process.env, ...QUIET, MLFLOW_TRACKING_URI: server.uri };
      const python = programOf(clients.folders["mlflow-3"], "python");
      const { output } = await runProcess(python, [SCRIPT], { env });
      const answers: Record<string, [string, string]> = JSON.parse(output.trim().split("\n").at(-1) ?? "");
      expect(Object.keys(answers)).toHaveLength(7);
      for (const [what, [code, message]] of Object.entries(answers)) {
        expect(code, what).toBe("PERMISSION_DENIED");
        expect(message, what).toMatch(/is protected.*slipway models protect "News" --(stage|alias)/);
      }
      expect((await client.registeredModels.get({ name })).registered_model).toEqual(before);
    } finally {
      await server.stop();
      await server.removeFolder();
    }
  });
} else reportLeftOut("protected models", clients.reason);
