import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import type { ArtifactStore } from "../artifact-store.js";
import { parseArtifactPath as path, ROOT } from "../path.js";

const bytes = (text: string) => Readable.from([Buffer.from(text)]);

/** What every {@link ArtifactStore} must do. `open` gives a store over an empty root. */
export function describeArtifactStore(name: string, open: () => Promise<ArtifactStore>): void {
  describe(`the artifact store for ${name}`, () => {
    let store: ArtifactStore;
    beforeEach(async () => {
      store = await open();
    });
    const text = async (at: string, range?: { start: number; end: number }) => {
      const content = await store.read(path(at), range);
      return { size: content.size, text: (await buffer(content.stream)).toString() };
    };

    it("gives back what was written, and nothing under other names", async () => {
      await store.write(path("a/b c.txt"), bytes("hello"));
      expect(await text("a/b c.txt")).toEqual({ size: 5, text: "hello" });
      expect(await store.stat(path("a/b c.txt"))).toEqual({ isDirectory: false, size: 5 });
      expect(await store.stat(path("a"))).toEqual({ isDirectory: true });
      expect(await store.stat(path("a/b"))).toBeUndefined();
      await expect(store.read(path("a/b"))).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
      await expect(store.read(path("a"))).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
    });

    it("reads ranges", async () => {
      await store.write(path("x"), bytes("0123456789"));
      expect(await text("x", { start: 3, end: 5 })).toEqual({ size: 10, text: "345" });
      expect(await text("x", { start: 9, end: 9 })).toEqual({ size: 10, text: "9" });
    });

    it("lists one level, ordered, with sizes", async () => {
      expect(await store.list(ROOT)).toEqual([]);
      for (const at of ["b", "a/2", "a/1", "a/deep/x", "é"]) await store.write(path(at), bytes(at));
      expect(await store.list(ROOT)).toEqual([
        { path: "a", is_dir: true },
        { path: "b", is_dir: false, file_size: 1 },
        { path: "é", is_dir: false, file_size: 2 },
      ]);
      expect(await store.list(path("a"))).toEqual([
        { path: "a/1", is_dir: false, file_size: 3 },
        { path: "a/2", is_dir: false, file_size: 3 },
        { path: "a/deep", is_dir: true },
      ]);
      expect(await store.list(path("b"))).toEqual([]);
      expect(await store.list(path("nowhere"))).toEqual([]);
    });

    it("replaces a file, and keeps the old one when the new content fails", async () => {
      await store.write(path("x"), bytes("old"));
      await store.write(path("x"), bytes("new"));
      expect((await text("x")).text).toBe("new");
      const broken = Readable.from(
        (async function* () {
          yield Buffer.alloc(100_000);
          throw new Error("the sender went away");
        })(),
      );
      await expect(store.write(path("x"), broken)).rejects.toThrow("the sender went away");
      expect((await text("x")).text).toBe("new");
      expect(await store.list(ROOT)).toEqual([{ path: "x", is_dir: false, file_size: 3 }]);
    });

    it("shows nothing of a file that is still being written", async () => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      let begun: () => void = () => undefined;
      const started = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const slow = Readable.from(
        (async function* () {
          yield Buffer.alloc(100_000);
          begun();
          await held;
          yield Buffer.alloc(1);
        })(),
      );
      const writing = store.write(path("big"), slow);
      await started;
      expect(await store.list(ROOT)).toEqual([]);
      expect(await store.stat(path("big"))).toBeUndefined();
      release();
      await writing;
      expect(await store.stat(path("big"))).toEqual({ isDirectory: false, size: 100_001 });
    });

    it("never mixes two files and directories of one name", async () => {
      await store.write(path("a/b"), bytes("x"));
      await expect(store.write(path("a"), bytes("y"))).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
      await expect(store.write(path("a/b/c"), bytes("y"))).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
      expect((await text("a/b")).text).toBe("x");
    });

    it("deletes files and whole directories, and minds no absence", async () => {
      for (const at of ["a/1", "a/b/2", "c"]) await store.write(path(at), bytes(at));
      await store.delete(path("a"));
      await store.delete(path("a"));
      await store.delete(path("nowhere/x"));
      expect(await store.list(ROOT)).toEqual([{ path: "c", is_dir: false, file_size: 1 }]);
      await expect(store.delete(ROOT)).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
      expect(await store.stat(path("c"))).toBeDefined();
    });

    it("keeps concurrent writers of one name apart", async () => {
      const contents = Array.from({ length: 16 }, (_, i) => String(i % 10).repeat(70_000));
      await Promise.all(contents.map((content) => store.write(path("x"), bytes(content))));
      expect(contents).toContain((await text("x")).text);
    });

    it("streams what does not fit in memory at once", async () => {
      const chunk = Buffer.alloc(1 << 20, "slipway ");
      const sent = createHash("sha256");
      const before = process.memoryUsage().rss;
      const many = Readable.from(
        (function* () {
          for (let i = 0; i < 200; i++) {
            sent.update(chunk);
            yield chunk;
          }
        })(),
      );
      await store.write(path("large"), many);
      const received = createHash("sha256");
      for await (const part of (await store.read(path("large"))).stream) received.update(part);
      expect(received.digest("hex")).toBe(sent.digest("hex"));
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * (1 << 20));
    });

    it.each([
      "a..b",
      "..foo",
      "...",
      ".hidden",
      "über/模型.txt",
      "a b",
      "a+b",
      "100%",
      "a#b",
      "x;y",
      "a%20b",
    ])("P17 keeps the name %s", async (name) => {
      await store.write(path(name), bytes(name));
      expect((await text(name)).text).toBe(name);
      const [first = ""] = name.split("/");
      expect((await store.list(ROOT)).map((info) => info.path)).toEqual([first]);
    });

    it("P18 never lets one Unicode form or case overwrite another", async () => {
      await store.write(path("Caf\u00e9"), bytes("composed"));
      for (const other of ["Cafe\u0301", "CAF\u00c9"]) {
        try {
          await store.write(path(other), bytes("other"));
          expect((await text(other)).text).toBe("other");
        } catch (error) {
          expect(error).toMatchObject({ code: "RESOURCE_ALREADY_EXISTS" });
        }
      }
      expect((await text("Caf\u00e9")).text).toBe("composed");
    });
  });
}
