import { beforeAll, expect, test } from "vitest";
import { addManyRuns, decisionOf } from "./sample.js";
import { webSuite } from "./stage.js";

const NAME = "spam filter ünï";

webSuite("registered models", (stage) => {
  let runId: string;
  beforeAll(async () => {
    const { client } = stage;
    const [run] = await addManyRuns(client, "releases", 2);
    if (!run) throw new Error("no run was added");
    runId = run.runId;
    const source = `runs:/${runId}/model`;
    const place = { name: NAME, stage: "Production", alias: "champion" };
    await client.registeredModels.create({ name: NAME, description: "Tells spam from ham." });
    await client.promotions.create({
      ...place,
      create: { source, run_id: runId },
      actor: "ann",
      commit: "c0ffee".padEnd(40, "0"),
      decision: decisionOf(runId, run.experimentId),
    });
    await client.promotions.create({
      ...place,
      create: { source, run_id: runId, tags: [{ key: "checked", value: "yes" }] },
      actor: "ben",
      forced: true,
      reason: "for the fair",
    });
    await client.promotions.create({ name: NAME, action: "rollback", actor: "ben", reason: "complaints" });
  });

  test("are listed with what is in Production", async () => {
    const page = await stage.open("/models");
    const row = page.getByRole("row").filter({ hasText: NAME });
    await row.waitFor();
    expect(await row.textContent()).toContain("@champion 1");
    await row.getByRole("link", { name: NAME }).click();
    await page.getByRole("heading", { name: NAME }).waitFor();
    await page.getByText("Tells spam from ham.").waitFor();
  });

  test("show their versions, stages, aliases and source runs", async () => {
    const page = await stage.open(`/models/${encodeURIComponent(NAME)}`);
    const versions = page.getByRole("table", { name: "Versions" });
    const [first, second] = ["Version 1", "Version 2"].map((name) =>
      versions.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) }),
    );
    await first?.waitFor();
    expect(await first?.textContent()).toMatch(/Production[\s\S]*@champion/);
    expect(await second?.textContent()).toContain("Archived");
    await first?.getByRole("link", { name: runId.slice(0, 12) }).click();
    await page.getByRole("heading", { name: "candidate 0" }).waitFor();
    await page.getByRole("link", { name: `${NAME} version 1` }).waitFor();
  });

  test("show who promoted what, forced or not, and that releases are on hold", async () => {
    const page = await stage.open(`/models/${encodeURIComponent(NAME)}`);
    await page.getByText("Releases are on hold").waitFor();
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByText("Chain whole: all 3 entries fit").waitFor();
    const history = page.getByRole("table", { name: "Promotions" }).getByRole("row");
    const [, rollback, forced, first] = await history.allTextContents();
    expect(rollback).toMatch(/Rolled back[\s\S]*Version 2[\s\S]*Version 1[\s\S]*ben[\s\S]*complaints/);
    expect(forced).toMatch(/Promoted[\s\S]*forced[\s\S]*Version 1[\s\S]*Version 2[\s\S]*for the fair/);
    expect(first).toMatch(/none[\s\S]*Version 1[\s\S]*@champion[\s\S]*ann[\s\S]*claimed[\s\S]*c0ffee00/);

    await history.nth(3).getByRole("button", { name: "Decision" }).click();
    await page.getByRole("dialog").getByText("every gate passed").waitFor();
  });

  test("tell what was in Production at a time, by whom, from which commit and on which evidence", async () => {
    const page = await stage.open(`/models/${encodeURIComponent(NAME)}?tab=history`);
    const { promotions } = await stage.client.promotions.list({ name: NAME });
    const lane = page.getByRole("region", { name: "Production over time" });
    const bars = lane.getByRole("listitem").getByRole("button");
    await bars.first().waitFor();
    expect(await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute("aria-label")))).toEqual([
      expect.stringMatching(/^v1 in Production, .* to .*Promoted by ann · commit c0ffee00$/),
      expect.stringMatching(/^v2 in Production, .* to .*Forced by ben · “for the fair”$/),
      expect.stringMatching(/^v1 in Production, since .*Rolled back by ben · “complaints”$/),
    ]);
    await page.getByRole("button", { name: /^Releases on hold, since/ }).waitFor();

    const production = page.getByRole("table", { name: "In use" }).getByRole("row").nth(1);
    await production.getByText("Rolled back").waitFor();
    await bars.first().focus();
    await page.keyboard.press("Enter");
    const first = new Date(Number(promotions[2]?.created_at)).toISOString();
    await page.waitForURL((url) => url.searchParams.get("at") === first);
    await production.getByRole("button", { name: "Decision" }).waitFor();
    expect(await production.textContent()).toMatch(/Production[\s\S]*Version 1[\s\S]*ann[\s\S]*c0ffee00/);
    await page.getByLabel("What was in use on").fill("2020-01-01");
    await production.getByText("no version").waitFor();
    await page.getByRole("button", { name: "Now" }).click();
    await page.getByRole("heading", { name: "In use now" }).waitFor();
  });

  test("are compared two by two, differences first", async () => {
    const page = await stage.open(`/models/${encodeURIComponent(NAME)}`);
    for (const number of [2, 1])
      await page.getByRole("checkbox", { name: `Select version ${number}` }).click();
    await page.getByRole("link", { name: "Compare versions 1 and 2" }).click();
    const values = page.getByRole("table", { name: "Values" });
    await values.getByRole("row", { name: "Stage Production Archived" }).waitFor();
    await values.getByRole("row", { name: "checked not set yes" }).waitFor();
    expect(await values.getByRole("row", { name: /^Status/ }).count()).toBe(0);
    await page.getByRole("checkbox", { name: /Show what is the same/ }).click();
    await values.getByRole("row", { name: "Status READY READY" }).waitFor();
    await page.getByRole("button", { name: "Swap them" }).click();
    await page.getByRole("heading", { name: "version 2 and version 1" }).waitFor();
    const again = await stage.open(page.url());
    await again.getByRole("row", { name: "checked yes not set" }).waitFor();
  });

  test("have a page for each version", async () => {
    const page = await stage.open(`/models/${encodeURIComponent(NAME)}/versions/2`);
    await page.getByRole("heading", { name: `${NAME} version 2` }).waitFor();
    await page.getByRole("table", { name: "tags" }).getByText("checked").waitFor();
    expect(await page.locator("main").textContent()).toContain(`models:/${NAME}/2`);
    await page.getByRole("table", { name: "Promotions" }).getByText("forced").waitFor();
    const lineage = page.locator("section").filter({ hasText: "Lineage" }).getByRole("listitem");
    expect(await lineage.allTextContents()).toEqual([
      "DataNo data set was logged",
      expect.stringMatching(/^Run and commitcandidate 0/),
      expect.stringMatching(/^Modelruns:/),
      expect.stringMatching(/^Versions.* 2 Archived.* 1 Production@champion$/),
      expect.stringMatching(/^Where it stood Production.* to .* @champion.* to /),
    ]);
  });

  test("are rolled back, held and resumed, each asked once and put on record", async () => {
    const page = await stage.open(`/models/${encodeURIComponent(NAME)}`);
    await page.getByRole("button", { name: "Resume releases" }).click();
    await page.getByLabel("Your name").fill("cleo");
    await page.getByRole("button", { name: "Resume", exact: true }).click();
    await page.getByText("Releases are on hold").waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Roll back" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/takes Production, @champion at once, from version 1/).waitFor();
    await dialog.getByRole("combobox", { name: "Back to" }).click();
    await page.getByRole("option", { name: "Version 2" }).click();
    await dialog.getByLabel("Reason").fill("the fair is over");
    await dialog.getByRole("button", { name: "Roll back" }).click();
    await page.getByText("“the fair is over”").waitFor();
    const { promotions, on_hold } = await stage.client.promotions.list({ name: NAME });
    expect(on_hold).toBe(true);
    expect(promotions.slice(0, 2)).toMatchObject([
      { action: "rollback", version: "2", previous_version: "1", actor: "cleo", reason: "the fair is over" },
      { action: "resume", actor: "cleo" },
    ]);
  });

  test("keep a protected place from MLflow's calls, and say so before", async () => {
    await stage.client.registeredModels.create({ name: "guarded" });
    await stage.client.modelVersions.create({
      name: "guarded",
      source: `runs:/${runId}/model`,
      run_id: runId,
    });
    const page = await stage.open("/models/guarded/versions/1");
    const move = async (menu: string) => {
      await page.getByRole("button", { name: "Stage and aliases" }).click();
      await page.getByRole("menuitem", { name: menu }).click();
    };
    await move("Change the stage…");
    await page.getByRole("combobox", { name: "Stage" }).click();
    await page.getByRole("option", { name: "Staging" }).click();
    await page.getByRole("button", { name: "Move to Staging" }).click();
    await page
      .getByRole("banner")
      .getByText("Staging")
      .or(page.locator("header").getByText("Staging"))
      .waitFor();
    await move("Set an alias…");
    await page.getByRole("textbox", { name: "Alias" }).fill("@next");
    await page.getByRole("button", { name: "Set alias" }).click();
    await page.getByRole("table", { name: "Promotions" }).getByText("Alias moved").waitFor();

    await page.goto(new URL("/models/guarded?tab=rules", page.url()).href);
    await page.getByText("Nothing is protected").waitFor();
    await page.getByText("No budget is kept").waitFor();
    await page.getByRole("button", { name: "Protect a place" }).click();
    await page.getByLabel("Public key (PEM)").fill("no key");
    stage.allow(/status of 400/);
    await page.getByRole("button", { name: "Protect", exact: true }).click();
    await page
      .getByRole("alert")
      .getByText(/not a public key in PEM/)
      .waitFor();
    await page.getByLabel("Public key (PEM)").fill("");
    await page.getByRole("button", { name: "Protect", exact: true }).click();
    const rules = page.getByRole("table", { name: "Protections" });
    await rules.getByText("decisions, unsigned").waitFor();

    await page.goto(new URL("/models/guarded/versions/1", page.url()).href);
    await move("Change the stage…");
    await page.getByRole("combobox", { name: "Stage" }).click();
    await page.getByRole("option", { name: "Production" }).click();
    await page.getByText(/Production is protected: only a release/).waitFor();
    expect(await page.getByRole("button", { name: "Move to Production" }).isDisabled()).toBe(true);

    await page.goto(new URL("/models/guarded?tab=rules", page.url()).href);
    await page.getByRole("button", { name: "Lift the rule about Production" }).click();
    await page.getByLabel("Reason").fill("a test");
    await page.getByRole("button", { name: "Lift the rule", exact: true }).click();
    await page.getByText("Nothing is protected").waitFor();
  });

  test("are searched by name", async () => {
    await stage.client.registeredModels.create({ name: "churn" });
    const page = await stage.open("/models");
    await page.getByLabel("Search by name").fill("churn");
    await page.getByRole("link", { name: NAME }).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "churn" }).click();
    await page.getByText("No versions yet").waitFor();
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByText("Nothing was promoted yet").waitFor();
  });
});
