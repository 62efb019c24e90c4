import { open } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes the entries of a directory, and of those above it up to `top`, survive a power failure. */
export async function syncDirectories(directory: string, top: string): Promise<void> {
  for (let at = directory; ; at = dirname(at)) {
    await syncDirectory(at);
    if (at.length <= top.length) return;
  }
}

async function syncDirectory(path: string): Promise<void> {
  // Windows has no handle on a directory to sync; its file systems journal their entries.
  if (process.platform === "win32") return;
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
