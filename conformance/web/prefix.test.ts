import { expect, it } from "vitest";
import { webSuite } from "./stage.js";

webSuite(
  "the web UI below a prefix",
  (stage) => {
    it("opens pages, loads what they need and follows links, all below it", async () => {
      const { run } = await stage.client.runs.create({ experiment_id: "0", run_name: "below" });
      const page = await stage.open("ml/");
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.getByRole("link", { name: "Default" }).click();
      await page.getByRole("link", { name: "below" }).click();
      await page.getByRole("heading", { name: "below" }).waitFor();
      expect(new URL(page.url()).pathname).toBe(`/ml/runs/${run.info.run_id}`);
      await page.reload();
      await page.getByRole("heading", { name: "below" }).waitFor();
      await page.getByRole("link", { name: "Models" }).click();
      await page.waitForURL(/\/ml\/models$/);
      expect(asked.length).toBeGreaterThan(5);
      expect(asked.filter((path) => !path.startsWith("/ml/"))).toEqual([]);
    });

    it("understands MLflow's own addresses there", async () => {
      const page = await stage.open("ml/#/experiments/0");
      await page.waitForURL(/\/ml\/experiments\/0$/);
      await page.getByRole("heading", { name: "Default" }).waitFor();
    });
  },
  { staticPrefix: "/ml" },
);
