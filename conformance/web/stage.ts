import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Client, createClient } from "@slipway/sdk/client";
import { type ServerOptions, startServer } from "@slipway/server";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { reportLeftOut } from "../clients/prepare-clients.js";
import { findChromium, launchBrowser, openPage, type WatchedPage } from "./browser.js";

const WEB_ROOT = fileURLToPath(new URL("../../packages/web/dist", import.meta.url));

/** A server with the built web UI, and a browser before it. */
export interface Stage {
  client: Client;
  /** Where the server is. */
  url: string;
  /** Opens a page; what it must not do fails the test that opened it. */
  open(address: string, options?: BrowserContextOptions): Promise<Page>;
  /** Allows one kind of complaint in this test, e.g. the browser's own line about a 404 that was meant. */
  allow(complaint: RegExp): void;
}

/** A suite in a real browser; says aloud that it was left out where there is none. */
export function webSuite(
  name: string,
  declare: (stage: Stage) => void,
  options: Pick<Partial<ServerOptions>, "staticPrefix"> = {},
): void {
  const executable = findChromium();
  if (executable === undefined) {
    reportLeftOut(`the web UI's suite "${name}"`, "no Chromium: install it, or name it in CHROMIUM_PATH");
    return;
  }
  describe(name, () => {
    const pages: WatchedPage[] = [];
    let allowed: RegExp[] = [];
    let running: Awaited<ReturnType<typeof start>>;
    const stage = {
      allow: (complaint) => void allowed.push(complaint),
      open: async (address, context) => {
        const { origin } = new URL(running.url);
        const watched = await openPage(running.browser, origin, context);
        pages.push(watched);
        await watched.page.goto(address);
        return watched.page;
      },
    } as Stage;

    beforeAll(async () => {
      running = await start(executable, options);
      stage.url = running.url;
      stage.client = createClient({ baseUrl: running.url });
    });
    afterEach(async () => {
      const complaints = pages.flatMap((watched) => watched.complaints);
      await Promise.all(pages.splice(0).map(({ page }) => page.context().close()));
      const forbidden = complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      allowed = [];
      expect(forbidden).toEqual([]);
    });
    afterAll(() => running?.stop());
    declare(stage);
  });
}

async function start(executable: string, options: Partial<ServerOptions>) {
  if (!existsSync(join(WEB_ROOT, "index.html")))
    throw new Error("The web UI is not built: run `npm run build` first.");
  const folder = await mkdtemp(join(tmpdir(), "slipway-web-"));
  const server = await startServer({
    port: 0,
    backendStoreUri: `sqlite:///${join(folder, "tracking.db")}`,
    artifactsDestination: join(folder, "artifacts"),
    webRoot: WEB_ROOT,
    ...options,
  });
  const browser = await launchBrowser(executable);
  const stop = async () => {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, browser, stop };
}
