import { expect, test } from "vitest";
import { MARKUP } from "./sample.js";
import { webSuite } from "./stage.js";

webSuite("the list of experiments", (stage) => {
  test("tells a newcomer how to log the first run", async () => {
    const page = await stage.open("/");
    await page.getByText("mlflow.set_tracking_uri").waitFor();
    expect(await page.getByRole("link", { name: "Default" }).count()).toBe(1);
  });

  test("creates, renames, deletes and restores an experiment", async () => {
    const page = await stage.open("/");
    await page.getByRole("button", { name: "New experiment" }).click();
    await page.getByLabel("Name", { exact: true }).fill("first idea");
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("link", { name: "first idea" }).waitFor();

    await page.getByRole("button", { name: "Actions for first idea" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByLabel("Name", { exact: true }).fill(MARKUP);
    await page.getByRole("button", { name: "Rename", exact: true }).click();
    await page.getByRole("link", { name: MARKUP }).waitFor();

    await page.getByRole("button", { name: `Actions for ${MARKUP}` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("link", { name: MARKUP }).waitFor({ state: "detached" });

    await page.getByText("Deleted", { exact: true }).click();
    await page.getByRole("button", { name: `Actions for ${MARKUP}` }).click();
    await page.getByRole("menuitem", { name: "Restore" }).click();
    await page.getByText("Active", { exact: true }).click();
    await page.getByRole("link", { name: MARKUP }).waitFor();
    expect(await page.title()).toBe("Experiments · Slipway");
  });

  test("says in the server's words that a name is taken", async () => {
    stage.allow(/status of 400/);
    const page = await stage.open("/");
    await page.getByRole("button", { name: "New experiment" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Default");
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page
      .getByRole("alert")
      .getByText(/already exists/)
      .waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.locator(":focus").textContent()).toBe("New experiment");
    await page.getByRole("button", { name: "Actions for Default" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.locator(":focus").getAttribute("aria-label")).toBe("Actions for Default");
  });

  test("keeps search and order in the address", async () => {
    await stage.client.experiments.create({
      name: "a churn model",
      tags: [
        { key: "team", value: "search" },
        { key: "mlflow.note.content", value: "a note" },
      ],
    });
    await stage.client.experiments.create({ name: "b churn model" });
    const page = await stage.open("/");
    await page.getByLabel("Search by name").fill("CHURN");
    await page.getByRole("link", { name: "Default" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Name" }).click();
    await page.waitForURL(/text=CHURN.*sort=name/);

    const again = await stage.open(page.url());
    await again.getByRole("link", { name: "a churn model" }).waitFor();
    expect(await again.getByRole("link", { name: /churn model/ }).allTextContents()).toEqual([
      "b churn model",
      "a churn model",
    ]);
    await again.getByRole("cell", { name: "team: search", exact: true }).waitFor();
    await again.getByLabel("Search by name").fill("no such");
    await again.getByText("None found").waitFor();
  });
});
