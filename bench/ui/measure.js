import { filterOf, LONG_RUNS, runId, runName, runsWithCurves } from "./fill.js";
import { scrollFrames } from "./scroll-frames.js";
import { watchTraffic } from "./watch-traffic.js";

/** How long a step may take, in milliseconds. */
const LIMIT = 180_000;

/**
 * What is done in a UI, each on a page of its own with an empty cache; a step gives the figures of its rows.
 * Times are milliseconds, sizes bytes.
 */
const STEPS = [
  { rows: ["first useful row", "bytes", "requests"], run: openRuns },
  { rows: ["longest frame", "frames over 50 ms", "memory"], run: scrollRuns },
  { rows: ["filter the runs"], run: filterRuns },
  { rows: ["open a run"], run: openRun },
  { rows: [`draw ${LONG_RUNS} curves`], run: drawCurves },
];

/** The rows of the table, in order. */
export const ROWS = STEPS.flatMap(({ rows }) => rows);

/** Opens a UI once, unmeasured: its server has then loaded what it loads at the first request. */
export async function warmUp(browser, url, ui, runs) {
  try {
    await onPage(browser, url, ui, (page) => openRuns({ page, ui, runs, row: rowsOf(page) }));
  } catch (error) {
    process.stderr.write(`${ui.server}, first visit: ${error.message}\n`);
  }
}

/** Measures a UI in a browser. Rows of steps that failed are absent; why is said on standard error. */
export async function measureUi(browser, url, ui, runs) {
  const figures = {};
  for (const { rows, run } of STEPS) {
    try {
      const values = await onPage(browser, url, ui, (page) => run({ page, ui, runs, row: rowsOf(page) }));
      rows.forEach((name, place) => {
        figures[name] = values[place];
      });
    } catch (error) {
      process.stderr.write(`${ui.server}, ${rows.join(", ")}: ${error.message}\n`);
    }
  }
  return figures;
}

async function onPage(browser, url, ui, work) {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(LIMIT);
  try {
    await context.addInitScript((items) => {
      for (const [key, value] of Object.entries(items)) localStorage.setItem(key, value);
    }, ui.remembers);
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Where the table shows a run. */
const rowsOf = (page) => (number) => page.getByText(runName(number), { exact: true }).first();

async function openRuns({ page, row, ui, runs }) {
  const traffic = await watchTraffic(page);
  const time = await timed(() => showRuns(page, row, ui, runs));
  const { bytes, requests } = await traffic.quiet();
  return [time, bytes, requests];
}

async function scrollRuns({ page, row, ui, runs }) {
  await showRuns(page, row, ui, runs);
  await (await watchTraffic(page)).quiet();
  const placeOf = async () =>
    (await row(runs).count()) > 0 ? (await row(runs).boundingBox())?.y : undefined;
  const before = await placeOf();
  const frames = await scrollFrames(page, ui.scroller);
  if ((await placeOf()) === before)
    throw new Error(`The table did not scroll by turning the wheel over ${ui.scroller}.`);
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return [Math.max(...frames), frames.filter((time) => time > 50).length, usedSize];
}

async function filterRuns({ page, row, ui, runs }) {
  await showRuns(page, row, ui, runs);
  await (await watchTraffic(page)).quiet();
  const { text, newest } = filterOf(runs);
  const box = ui.filter(page);
  await box.fill(text);
  const time = await timed(async () => {
    await box.press("Enter");
    await row(runs).waitFor({ state: "detached" });
    await row(newest).waitFor();
  });
  return [time];
}

async function openRun({ page, row, ui, runs }) {
  await showRuns(page, row, ui, runs);
  await (await watchTraffic(page)).quiet();
  const time = await timed(async () => {
    await row(runs).click();
    await row(runs - 1).waitFor({ state: "detached" });
    await page.getByText("m0", { exact: true }).first().waitFor();
  });
  return [time];
}

async function drawCurves({ page, ui, runs }) {
  const ids = runsWithCurves(runs).map(runId);
  const time = await timed(async () => {
    await page.goto(ui.curves(ids), { waitUntil: "commit" });
    await page.waitForFunction(ui.curvesDrawn, ids.length);
  });
  return [time];
}

async function showRuns(page, row, ui, runs) {
  await page.goto(ui.runs, { waitUntil: "commit" });
  await row(runs).waitFor();
}

async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
