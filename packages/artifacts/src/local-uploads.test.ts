import { access, copyFile, mkdir, mkdtemp, readdir, realpath, symlink, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, it, vi } from "vitest";
import { openLocalStore } from "./local.js";
import { parseArtifactPath as path, ROOT } from "./path.js";

const HOUR = 3_600_000;
const never = new AbortController().signal;

it("leftovers of uploads are removed once they are old, and nothing else is", async () => {
  const base = await realpath(await mkdtemp(join(tmpdir(), "slipway-")));
  const root = join(base, "root");
  const store = openLocalStore(root);
  const content = new PassThrough();
  const upload = store.write(path("a/b/model"), content);
  content.write("first half, ");
  const name = await vi.waitFor(async () => {
    const [found] = await readdir(join(root, "a/b"));
    return found ?? expect.fail("nothing is written yet");
  });
  const leave = async (file: string) => {
    await copyFile(join(root, "a/b", name), file);
    const time = new Date(Date.now() - 2 * HOUR);
    await utimes(file, time, time);
  };
  const leftover = name.replace(/^\.[0-9a-f]{4}/, ".0000");
  await mkdir(join(base, "outside"));
  await symlink(join(base, "outside"), join(root, "link"));
  await leave(join(root, leftover));
  await leave(join(root, "a", leftover));
  await leave(join(root, "a", "old.upload"));
  await leave(join(base, "outside", leftover));

  await store.removeLeftovers(new Date(Date.now() - HOUR), AbortSignal.abort());
  expect(await readdir(join(root, "a"))).toContain(leftover);
  await store.removeLeftovers(new Date(Date.now() - HOUR), never);
  expect(await readdir(root)).toEqual(["a", "link"]);
  expect((await readdir(join(root, "a"))).sort()).toEqual(["b", "old.upload"]);
  await access(join(base, "outside", leftover));

  content.end("second half");
  await upload;
  const { stream } = await store.read(path("a/b/model"));
  expect(await text(stream)).toBe("first half, second half");
});

it("a root that is not there yet has no leftovers", async () => {
  const store = openLocalStore(join(await mkdtemp(join(tmpdir(), "slipway-")), "none"));
  await store.removeLeftovers(new Date(), never);
  expect(await store.list(ROOT)).toEqual([]);
});
