import { expect, test } from "vitest";
import { addArtifacts, MARKUP } from "./sample.js";
import { webSuite } from "./stage.js";

/** Markup, and Markdown that would lead to a script or to another host. */
const HOSTILE = `${MARKUP}<script>window.broken=1</script>[x](javascript:window.broken=1) ![y](https://evil.test/y.png)`;
/** What names of files and models may hold of it. */
const HOSTILE_NAME = `<img src=x onerror="document.title='broken'">`;

const FILES = {
  [`notes/${HOSTILE_NAME}.txt`]: HOSTILE,
  "notes/page.html": `<h1>${HOSTILE}</h1><script>parent.window.broken=1;top.location='/models'</script>`,
  "notes/text.md": HOSTILE,
  "notes/rows.csv": `${HOSTILE_NAME},b\n"=HYPERLINK(""javascript:1"")",${HOSTILE_NAME}\n`,
  "notes/drawing.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.broken=1"><script>parent.broken=1</script></svg>`,
  "notes/data.json": JSON.stringify({ [HOSTILE_NAME]: HOSTILE, __proto__: 1 }),
  "model/MLmodel": `a: !!js/function 'function(){window.broken=1}'\nb: &a [1]\nc: [*a, *a]\nd: ${MARKUP}\n`,
};

webSuite("what users wrote", (stage) => {
  test("is text on every page, and runs nowhere", { timeout: 120_000 }, async () => {
    // Kept from being loaded, and said so, by the policy that pages come with.
    stage.allow(
      /sandboxed|Blocked script execution|Blocked a frame with origin "null"|policy img-src|img-src data: blob:/,
    );
    const { client } = stage;
    const { experiment_id } = await client.experiments.create({ name: HOSTILE_NAME });
    const tag = { value: HOSTILE };
    const { run } = await client.runs.create({
      experiment_id,
      run_name: HOSTILE_NAME,
      tags: [
        { key: "claim", ...tag },
        { key: "mlflow.note.content", ...tag },
        { key: "mlflow.source.git.commit", ...tag },
        { key: "mlflow.source.name", ...tag },
        { key: "mlflow.user", ...tag },
      ],
    });
    const run_id = run.info.run_id;
    await client.runs.logBatch({
      run_id,
      metrics: [{ key: "a", value: 1, timestamp: 1, step: 0 }],
      params: [{ key: "p", value: HOSTILE }],
    });
    const dataset = { name: HOSTILE_NAME, digest: "<b>1</b>", source_type: "local", source: HOSTILE };
    await client.runs.logInputs({ run_id, datasets: [{ dataset, tags: [] }] });
    await addArtifacts(client, run_id, FILES);
    const name = HOSTILE_NAME;
    await client.registeredModels.create({ name, description: HOSTILE, tags: [{ key: "t", ...tag }] });
    await client.modelVersions.create({
      name,
      source: `runs:/${run_id}/model`,
      run_id,
      description: HOSTILE,
    });
    await client.promotions.create({
      name,
      version: "1",
      stage: "Production",
      reason: HOSTILE,
      actor: HOSTILE,
    });

    const model = `/models/${encodeURIComponent(name)}`;
    const pages = [
      "/",
      "/models",
      `/experiments/${experiment_id}`,
      `/runs/${run_id}`,
      ...Object.keys(FILES).map((path) => `/runs/${run_id}?tab=artifacts&path=${encodeURIComponent(path)}`),
      `/compare?runs=${encodeURIComponent(JSON.stringify([run_id]))}`,
      `/builds/${run_id}`,
      model,
      `${model}?tab=history`,
      `${model}/versions/1`,
    ];
    const page = await stage.open("/");
    for (const address of pages) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      const harm = await page.evaluate(() => ({
        broken: "broken" in window || document.title === "broken",
        made: document.querySelectorAll('img[src="x"], img[src*="evil.test"], main script').length,
        leads: document.querySelectorAll('a[href^="javascript:" i], a[href^="data:" i]').length,
      }));
      expect(harm, address).toEqual({ broken: false, made: 0, leads: 0 });
      expect(new URL(page.url()).pathname).toBe(new URL(address, page.url()).pathname);
    }
  });
});
