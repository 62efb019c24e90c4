import { access, mkdir, mkdtemp, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import type { ArtifactStore } from "./artifact-store.js";
import { openLocalStore } from "./local.js";
import { parseArtifactPath as path, ROOT } from "./path.js";

describe("P13 symbolic links in a local root", () => {
  let store: ArtifactStore;
  let canary: string;
  beforeEach(async () => {
    const base = await realpath(await mkdtemp(join(tmpdir(), "slipway-")));
    const root = join(base, "root");
    const outside = join(base, "outside");
    await mkdir(join(root, "inner"), { recursive: true });
    await mkdir(outside);
    canary = join(outside, "canary");
    await writeFile(canary, "secret");
    await writeFile(join(root, "inner", "file"), "open");
    await symlink(outside, join(root, "directory"));
    await symlink(canary, join(root, "link"));
    await symlink(join(base, "nowhere"), join(root, "dangling"));
    await symlink("inner", join(root, "inside"));
    await symlink("loop", join(root, "loop"));
    store = openLocalStore(root);
  });

  it("are left out of lists when they lead out", async () => {
    expect((await store.list(ROOT)).map((info) => info.path)).toEqual(["inner", "inside"]);
    expect(await store.list(path("directory"))).toEqual([]);
  });

  it.each(["link", "directory/canary", "dangling", "loop"])("are not read through: %s", async (at) => {
    await expect(store.read(path(at))).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
    expect(await store.stat(path(at))).toBeUndefined();
  });

  it.each(["link", "directory/canary", "directory/new", "directory/new/deep", "dangling"])(
    "are neither written nor deleted through: %s",
    async (at) => {
      const refusal = { code: "INVALID_PARAMETER_VALUE" };
      await expect(store.write(path(at), Readable.from(["x"]))).rejects.toMatchObject(refusal);
      if (!at.includes("new")) await expect(store.delete(path(at))).rejects.toMatchObject(refusal);
      expect(await readFile(canary, "utf8")).toBe("secret");
      await expect(access(join(canary, "..", "new"))).rejects.toThrow("ENOENT");
    },
  );

  it("work within the root", async () => {
    expect(await text((await store.read(path("inside/file"))).stream)).toBe("open");
    await store.write(path("inside/second"), Readable.from(["x"]));
    expect((await store.list(path("inner"))).map((info) => info.path)).toEqual([
      "inner/file",
      "inner/second",
    ]);
  });
});
