import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { EvaluationError } from "../evaluation/evaluation-error.js";

/** What a model weighs, in megabytes of 10^6 bytes: measured, never taken from what a command says. */
const MODEL_SIZE = "model_size_mb";

/**
 * What is known of a model itself: the size of its files, and the numbers that the evaluate command wrote to its
 * metrics file, if it wrote one.
 * @param model folder of its files
 * @param metricsFile where `${{ metrics }}` pointed
 * @throws EvaluationError when the metrics file is no JSON object of finite numbers
 */
export async function reportedOf(model: string, metricsFile: string): Promise<Record<string, number>> {
  return { ...(await metricsIn(metricsFile)), [MODEL_SIZE]: (await bytesOf(model)) / 1e6 };
}

async function bytesOf(path: string): Promise<number> {
  const entries = (await stat(path)).isDirectory()
    ? await readdir(path, { recursive: true, withFileTypes: true })
    : undefined;
  if (!entries) return (await stat(path)).size;
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function metricsIn(file: string): Promise<Record<string, number>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return {};
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new EvaluationError(`${file} is not JSON: ${(error as Error).message}`);
  }
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    throw new EvaluationError(`${file} must hold one JSON object of numbers, such as {"latency_ms": 12.5}`);
  }
  for (const [name, value] of Object.entries(content)) {
    if (name === MODEL_SIZE) {
      throw new EvaluationError(`${file} has ${MODEL_SIZE}, which is measured and cannot be reported`);
    }
    if (!Number.isFinite(value)) {
      throw new EvaluationError(
        `${file} has ${JSON.stringify(value)} as ${name}, which is not a finite number`,
      );
    }
  }
  return content as Record<string, number>;
}
