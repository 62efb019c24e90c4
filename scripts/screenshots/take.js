import { copyFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { folder } from "../demo/folder.js";
import { play } from "../demo/play.js";
import { startTracking } from "../demo/tracking.js";
import { root } from "../workspace.js";
import { findPages } from "./pages.js";

const LOOKS = {
  light: { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
  narrow: { viewport: { width: 390, height: 844 }, colorScheme: "light" },
};

/** Those that the documentation shows. */
const IN_DOCS = ["build-light", "decision-light", "history-dark"];

/**
 * Takes pictures of every page over the demo's database, which is made first where there is none.
 * @param out the folder that they are written to
 * @param docs whether the best are put into the documentation
 */
export async function takeScreenshots(out, docs = false) {
  const database = join(folder, "mlflow.db");
  if (!existsSync(database)) await play();
  mkdirSync(out, { recursive: true });
  const tracking = await startTracking(folder, database);
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args: sandbox });
  try {
    const pages = Object.entries(await findPages(tracking.url));
    for (const [look, options] of Object.entries(LOOKS)) {
      const page = await (await browser.newContext({ ...options, baseURL: tracking.url })).newPage();
      for (const [name, address] of pages) await take(page, address, join(out, `${name}-${look}.png`));
    }
  } finally {
    await browser.close();
    await tracking.stop();
  }
  if (docs) keepBest(out);
}

async function take(page, address, path) {
  await page.goto(address);
  await page
    .getByRole("heading", { level: 1 })
    .or(page.getByRole("heading", { level: 2 }))
    .first()
    .waitFor();
  await page.waitForLoadState("networkidle");
  // Charts are drawn with their first frames.
  await page.waitForTimeout(500);
  await page.screenshot({ path });
  process.stdout.write(`${path}\n`);
}

function keepBest(out) {
  const images = join(root, "docs/images");
  mkdirSync(images, { recursive: true });
  for (const name of IN_DOCS) {
    const file = join(out, `${name}.png`);
    const kilobytes = Math.ceil(statSync(file).size / 1000);
    if (kilobytes > 150) throw new Error(`${file} has ${kilobytes} kB: too much for the documentation.`);
    copyFileSync(file, join(images, `${name}.png`));
  }
}
