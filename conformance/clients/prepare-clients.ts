import { join } from "node:path";
import { expect, test } from "vitest";
import { CLIENTS, type ClientName, CONFORMANCE_FOLDER, ensureEnvironment } from "./environment.js";
import { findPython } from "./find-python.js";

/** Folders of the virtual environments, or why there are none. */
export type PreparedClients =
  | { readonly available: true; readonly folders: Readonly<Record<ClientName, string>> }
  | { readonly available: false; readonly reason: string };

/** Makes the virtual environments of both client generations, when Python and its registry are there. */
export async function prepareClients(): Promise<PreparedClients> {
  const python = await findPython();
  if (!python)
    return { available: false, reason: "no Python 3.10 or newer with venv and ensurepip on the PATH" };
  const folders: Partial<Record<ClientName, string>> = {};
  for (const client of CLIENTS) {
    try {
      folders[client] = await ensureEnvironment(python, client, join(CONFORMANCE_FOLDER, ".venvs"));
    } catch (error) {
      return { available: false, reason: `${client} could not be installed: ${(error as Error).message}` };
    }
  }
  return { available: true, folders: folders as Record<ClientName, string> };
}

/** Declares the test that stands for a suite which was left out: it says so aloud, and fails in CI. */
export function reportLeftOut(suite: string, reason: string): void {
  test(`${suite} was LEFT OUT: ${reason}`, () => {
    console.warn(`\nconformance: ${suite} was LEFT OUT: ${reason}\n`);
    expect(process.env.CI, `in CI ${suite} must run; ${reason}`).toBeFalsy();
  });
}
