import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportedOf } from "./reported.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reported-"));
  await mkdir(join(folder, "model", "data"), { recursive: true });
  await writeFile(join(folder, "model", "MLmodel"), "x".repeat(500));
  await writeFile(join(folder, "model", "data", "weights"), Buffer.alloc(1_999_500));
});
afterAll(() => rm(folder, { recursive: true }));

const reported = async (metrics?: string) => {
  const file = join(folder, "metrics.json");
  await rm(file, { force: true });
  if (metrics !== undefined) await writeFile(file, metrics);
  return reportedOf(join(folder, "model"), file);
};

describe("reportedOf", () => {
  it("measures every file of the model, in megabytes", async () => {
    expect(await reported()).toEqual({ model_size_mb: 2 });
  });

  it("takes what the command reports", async () => {
    expect(await reported('{"latency_ms": 12.5}')).toEqual({ latency_ms: 12.5, model_size_mb: 2 });
  });

  it.each([
    ["{", /metrics.json is not JSON: /],
    ["[1]", /must hold one JSON object of numbers, such as \{"latency_ms": 12.5\}$/],
    ['{"latency_ms": "12"}', /has "12" as latency_ms, which is not a finite number$/],
    ['{"latency_ms": null}', /has null as latency_ms, which is not a finite number$/],
    ['{"model_size_mb": 1}', /has model_size_mb, which is measured and cannot be reported$/],
  ])("refuses %s", async (text, message) => {
    await expect(reported(text)).rejects.toThrow(message);
  });
});
