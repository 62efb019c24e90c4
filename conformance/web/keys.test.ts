import { beforeAll, expect, test } from "vitest";
import { addManyRuns, type SampleRun } from "./sample.js";
import { webSuite } from "./stage.js";

webSuite("the keys", (stage) => {
  let runs: SampleRun[];
  let address: string;
  beforeAll(async () => {
    runs = await addManyRuns(stage.client, "letters", 60);
    address = `/experiments/${runs[0]?.experimentId}?rows=flat`;
    await stage.client.registeredModels.create({ name: "News Model" });
  });

  test("move through the rows of a table, choose them and open them", async () => {
    const page = await stage.open(address);
    await page.getByRole("link", { name: "candidate 59" }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    const keys = page.keyboard;
    await keys.press("j");
    expect(await focused()).toContain("candidate 59");
    for (let row = 0; row < 40; row++) await keys.press("j");
    expect(await focused()).toContain("candidate 19");
    await keys.press("k");
    expect(await focused()).toContain("candidate 20");
    expect(
      await page.evaluate(() => {
        const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: 0 };
        return top > 0 && bottom <= window.innerHeight;
      }),
      "in view",
    ).toBe(true);
    await keys.press("x");
    await page.waitForURL(/selected=/);
    await keys.press("j");
    await keys.press("Enter");
    await page.getByRole("heading", { name: "candidate 19" }).waitFor();
  });

  test("lead to the filter and to other pages, and are letters where one types", async () => {
    const page = await stage.open(address);
    await page.getByRole("link", { name: "candidate 59" }).waitFor();
    await page.keyboard.press("/");
    const filter = page.getByLabel("Filter runs");
    await page.keyboard.type("gmxj?/");
    expect(await filter.inputValue()).toBe("gmxj?/");
    await filter.evaluate((field) => field.blur());
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await page.getByRole("heading", { name: "Models" }).waitFor();
    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^Search/);
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
  });

  test("are listed, and those that are pressed alone can be switched off", async () => {
    const page = await stage.open("/models");
    await page.getByRole("link", { name: "News Model" }).waitFor();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await dialog.getByText("Select the row").waitFor();
    await dialog.getByRole("switch").click();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: /^Go to/ }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(1);
  });

  test("open a palette that leads to everything by its name", async () => {
    const page = await stage.open("/");
    const { runId = "" } = runs[7] ?? {};
    const steps: [typed: string, option: RegExp | string, heading: string][] = [
      ["etter", "letters", "letters"],
      ["date 42", /^candidate 42/, "candidate 42"],
      [runId.slice(0, 12), /^candidate 7/, "candidate 7"],
    ];
    for (const [typed, option, heading] of steps) {
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.keyboard.press("ControlOrMeta+k");
      await page.locator("[role=dialog] input:focus").waitFor();
      await page.keyboard.type(typed);
      await page.getByRole("option", { name: option, exact: true }).waitFor();
      await page.locator("[role=option][data-combobox-selected]").getByText(option).waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
      // The same key closes a palette that is still there.
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.keyboard.press("ControlOrMeta+k");
    await page.locator("[role=dialog] input:focus").waitFor();
    await page.keyboard.type("nothing is called so");
    await page.getByText("Nothing has this in its name.").waitFor();
  });
});
