import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { webSuite } from "./stage.js";

// The receiver is on this machine, and speaks no TLS.
vi.stubEnv("MLFLOW_WEBHOOK_ALLOWED_SCHEMES", "http,https");
vi.stubEnv("MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS", "true");

webSuite("the administration", (stage) => {
  let receiver: Server;
  let address: string;
  let broken = false;
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      request.resume();
      response.statusCode = broken ? 418 : 200;
      response.end(broken ? "no coffee" : "thanks");
    });
    await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
    address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  });
  afterAll(() => new Promise((closed) => receiver.close(closed)));

  test("makes a webhook, tries it, shows what was sent and sends it again", async () => {
    const page = await stage.open("/admin/webhooks");
    await page.getByText("Nobody is told").waitFor();
    await page.getByRole("button", { name: "New webhook" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("deploy");
    await dialog.getByRole("textbox", { name: "Sent to" }).fill(address);
    await dialog.getByRole("textbox", { name: "Secret" }).fill("a secret");
    await dialog.getByRole("button", { name: "Create" }).click();
    await page.getByRole("row").filter({ hasText: "champion.promoted" }).waitFor();

    const act = async (what: string) => {
      await page.getByRole("button", { name: "Actions for deploy" }).click();
      await page.getByRole("menuitem", { name: what }).click();
    };
    await act("Send an example…");
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await dialog.getByText("Answered 200").waitFor();
    await page.keyboard.press("Escape");

    broken = true;
    await stage.client.promotions.create({
      name: "m",
      create: { source: "s3://bucket/m" },
      stage: "Production",
    });
    await page.getByRole("button", { name: "Deliveries to deploy" }).click();
    const deliveries = page.getByRole("table", { name: "Deliveries" });
    await deliveries.getByText("418", { exact: true }).waitFor();
    broken = false;
    await deliveries.getByRole("button", { name: "Send champion.promoted again" }).click();
    await deliveries.getByText("Delivered").waitFor();
    await deliveries.getByRole("button", { name: "Contents" }).first().click();
    await dialog.getByText("thanks").waitFor();
    expect(await dialog.textContent()).toContain('"name": "m"');

    const again = await stage.open(page.url());
    await again.getByRole("table", { name: "Deliveries" }).waitFor();
    await again.getByRole("button", { name: "Actions for deploy" }).click();
    await again.getByRole("menuitem", { name: "Edit…" }).click();
    await again.getByRole("switch", { name: "Active" }).click();
    await again.getByRole("button", { name: "Save" }).click();
    await again.getByText("Switched off").waitFor();
    await again.getByRole("button", { name: "Actions for deploy" }).click();
    await again.getByRole("menuitem", { name: "Delete…" }).click();
    await again.getByRole("button", { name: "Delete", exact: true }).click();
    await again.getByText("Nobody is told").waitFor();
  });

  test("tells what the server is and where it stores", async () => {
    const page = await stage.open("/");
    await page.getByRole("link", { name: "Admin" }).click();
    await page.getByText(/^Answers, in/).waitFor();
    const said = await page.locator("main").textContent();
    expect(said).toMatch(/MLflow 3\.18\.0[\s\S]*SQLite[\s\S]*tracking\.db[\s\S]*kB|MB/);
  });
});
